# expect: same output as python3
import re
import threading


def show(thing):
    print(re.sub(r'0x[0-9a-f]+', '0x', re.sub(r'owner=[1-9]\d*', 'owner=me', repr(thing))))


lock = threading.Lock()
show(lock)
with lock:
    show(lock)
rlock = threading.RLock()
show(rlock)
with rlock, rlock:
    show(rlock)
show(threading.Condition(lock))
event = threading.Event()
show(event)
event.set()
show(event)
show(threading.Semaphore(3))
show(threading.BoundedSemaphore(3))
show(threading.Barrier(2))
print(type(lock).__name__, type(rlock).__name__)
print(type(lock).__module__, type(rlock).__module__)
