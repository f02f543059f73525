# expect: exit 0
import threading

total = 0


def add():
    global total
    total += 5


thread = threading.Thread(target=add)
total += 1
thread.start()
thread.join()
total += 1
print(total)
