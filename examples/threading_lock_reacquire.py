"""A plain Lock can't be taken twice, not even by the thread that already has it."""

import threading

lock = threading.Lock()

print('first try: ', lock.acquire())

# Without the timeout this line would wait for ever: the only thread that could release
# the lock is the one that waits for it. See self_deadlock.py.
print('second try:', lock.acquire(timeout=1.0))

lock.release()
print('third try: ', lock.acquire(timeout=1.0))
lock.release()
