# expect: stall, then exit 0
# kind: mixedCycle
# certainty: passing
import threading

lock = threading.Lock()


def work():
    with lock:
        print('at last')


worker = threading.Thread(target=work, name='worker')
with lock:
    worker.start()
    worker.join(timeout=0.5)
worker.join()

# says: Until a timeout, MainThread and worker wait for each other
# says: MainThread holds lock (taken at stall_join_under_lock_until_timeout.py:15) and waits until worker has ended.
# says: worker waits for lock, held by MainThread (taken at stall_join_under_lock_until_timeout.py:15).
# says: To fix it, let MainThread release lock before it waits for the end of worker at stall_join_under_lock_until_timeout.py:17: worker needs lock to get there.
