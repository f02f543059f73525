# expect: deadlock
# kind: nobodyActs
import threading

ready = threading.Event()
ready.wait()

# says: Nobody is left to set ready
# says: MainThread waits for ready to be set at event_never_set.py:6.
# says: ready is not set, and no thread is left that could set it.
# says: To fix it, call ready.set() on every way out of the thread that should set it (in a “finally” block), or wait with a timeout.
