# expect: same output as python3
import threading

print(threading.stack_size())
print(threading.stack_size(512 * 1024))
print(threading.stack_size())
for wrong in (1000, -1):
    try:
        threading.stack_size(wrong)
    except ValueError as error:
        print(error)


def dive(depth):
    return depth if depth == 0 else dive(depth - 1)


thread = threading.Thread(target=lambda: print(dive(200)))
thread.start()
thread.join()
print(threading.stack_size(0))
