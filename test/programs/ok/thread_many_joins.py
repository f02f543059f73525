# expect: same output as python3
import threading
import time

log = []
slow = threading.Thread(target=time.sleep, args=(0.1,))


def wait():
    slow.join()
    log.append(slow.is_alive())


slow.start()
waiters = [threading.Thread(target=wait) for _ in range(5)]
for waiter in waiters:
    waiter.start()
for waiter in waiters:
    waiter.join()
print(log)
