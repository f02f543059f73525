# expect: deadlock
# kind: mixedCycle
import threading

lock = threading.Lock()


def work():
    with lock:
        print('never')


worker = threading.Thread(target=work, name='worker')
with lock:
    worker.start()
    worker.join()

# says: Deadlock: MainThread and worker wait for each other
# says: MainThread holds lock (taken at join_with_lock.py:14) and waits until worker has ended.
# says: worker waits for lock, held by MainThread (taken at join_with_lock.py:14).
# says: To fix it, let MainThread release lock before it waits for the end of worker at join_with_lock.py:16: worker needs lock to get there.
