# expect: deadlock
# kind: mixedCycle
import threading

lock = threading.Lock()


def work():
    with lock:
        print('never')


lock.acquire()
threading.Thread(target=work, name='worker').start()

# says: Deadlock: MainThread and worker wait for each other
# says: MainThread holds lock (taken at lock_kept_to_the_end.py:13) and waits until worker has ended.
# says: worker waits for lock, held by MainThread (taken at lock_kept_to_the_end.py:13).
# says: To fix it, let MainThread release lock before it waits for the end of worker when the program is over: worker needs lock to get there.
