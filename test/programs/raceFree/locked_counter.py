# expect: exit 0
import threading

lock = threading.Lock()
n = 0


def work():
    global n
    for _ in range(5):
        with lock:
            n += 1


threads = [threading.Thread(target=work, name=f'worker {number}') for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(n)
