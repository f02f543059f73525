# expect: same output as python3
import queue
import threading
import time

belt = queue.Queue(maxsize=2)


def pack():
    for number in range(5):
        belt.put(number)


threading.Thread(target=pack).start()
time.sleep(0.1)
print([belt.get() for _ in range(5)])
