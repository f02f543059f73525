# expect: deadlock
# kind: selfDeadlock
import threading

lock = threading.Lock()
lock.acquire()
lock.acquire()

# says: MainThread waits for lock, which it holds itself
# says: MainThread holds lock (taken at self_lock.py:6) and waits for it again at self_lock.py:7.
# says: A Lock can’t be taken twice, not even by its owner.
# says: To fix it, release lock between self_lock.py:6 and self_lock.py:7, leave out the second acquire, or make it a threading.RLock(), which its owner may take again.
