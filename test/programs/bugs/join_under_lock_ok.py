# expect: nothing
# The corrected twin of join_under_lock.py.

import threading

lock = threading.Lock()
results = []


def work():
    with lock:
        results.append(1)


thread = threading.Thread(target=work)
thread.start()
thread.join()
with lock:
    assert results
