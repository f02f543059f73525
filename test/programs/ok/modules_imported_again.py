# expect: same output as python3
import importlib
import sys
import threading
import time

# A fresh `threading` and `queue` over a fresh `_thread` and `_queue`: their locks wait like others.
for name in ('_thread', '_queue', 'threading', 'queue'):
    sys.modules.pop(name, None)
fresh_threading = importlib.import_module('threading')
fresh_queue = importlib.import_module('queue')
print(fresh_threading is threading)

channel = fresh_queue.SimpleQueue()
lock = fresh_threading.Lock()


def produce():
    for number in range(3):
        time.sleep(0.01)
        with lock:
            channel.put(number)


thread = fresh_threading.Thread(target=produce)
thread.start()
print([channel.get() for _ in range(3)])
thread.join()
try:
    channel.get(timeout=0.01)
except fresh_queue.Empty:
    print('empty')
print(importlib.import_module('_thread').LockType is type(lock))
