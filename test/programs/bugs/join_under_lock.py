# expect: finds deadlock
# from: own: join with a lock in hand
# The end of a thread is waited for with the lock that it needs.

import threading

lock = threading.Lock()
results = []


def work():
    with lock:
        results.append(1)


thread = threading.Thread(target=work)
thread.start()
with lock:
    thread.join()
