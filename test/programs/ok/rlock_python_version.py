# expect: same output as python3
import threading

# The pure Python RLock of threading.py has to work on our locks too.
lock = threading._PyRLock()
with lock:
    with lock:
        print(lock._is_owned(), lock._count)
print(lock._is_owned())
try:
    lock.release()
except RuntimeError as error:
    print(error)
condition = threading.Condition(lock)
with condition:
    print(condition.wait(0.01))
