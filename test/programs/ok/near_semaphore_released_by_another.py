# expect: same output as python3
import threading
import time

items = threading.Semaphore(0)


def produce():
    for _ in range(3):
        time.sleep(0.02)
        items.release()


threading.Thread(target=produce).start()
for number in range(3):
    items.acquire()
    print('got', number)
