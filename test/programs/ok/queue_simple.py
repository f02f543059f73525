# expect: same output as python3
import queue
import threading
import time

q = queue.SimpleQueue()
print(q.empty(), q.qsize())
q.put(1)
q.put(2, block=False, timeout=5)
q.put_nowait(3)
print(q.get(), q.get(timeout=1), q.get_nowait())
for action in (q.get_nowait, lambda: q.get(timeout=0.02), lambda: q.get(False)):
    try:
        action()
    except queue.Empty as error:
        print(type(error).__name__)
try:
    q.get(timeout=-1)
except ValueError as error:
    print(error)


def feed():
    for number in range(3):
        time.sleep(0.02)
        q.put(number)


threading.Thread(target=feed).start()
print([q.get() for _ in range(3)])
print(queue.SimpleQueue.__module__ in ('_queue', 'queue'))
