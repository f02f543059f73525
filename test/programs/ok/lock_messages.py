# expect: same output as python3
import threading

for make in (threading.Lock, threading.RLock):
    try:
        make().release()
    except RuntimeError as error:
        print(error)

condition = threading.Condition()
for method in (condition.wait, condition.notify, condition.notify_all):
    try:
        method()
    except RuntimeError as error:
        print(error)

try:
    threading.BoundedSemaphore(1).release()
except ValueError as error:
    print(error)
try:
    threading.Semaphore(-1)
except ValueError as error:
    print(error)
try:
    threading.Semaphore(1).acquire(blocking=False, timeout=1)
except ValueError as error:
    print(error)
try:
    threading.Semaphore(1).release(0)
except ValueError as error:
    print(error)
