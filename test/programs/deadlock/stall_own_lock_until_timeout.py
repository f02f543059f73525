# expect: stall, then exit 0
# kind: selfDeadlock
# certainty: passing
import threading

lock = threading.Lock()


def inner():
    if lock.acquire(timeout=0.5):
        print('never')


def outer():
    with lock:
        inner()


threading.Thread(target=outer, name='worker').start()

# says: Until a timeout, worker waits for lock, which it holds itself
# says: worker holds lock (taken at stall_own_lock_until_timeout.py:15) and waits for it again at stall_own_lock_until_timeout.py:10.
