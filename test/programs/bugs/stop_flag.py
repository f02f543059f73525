# expect: finds AssertionError
# from: own: a stop flag and a queue
# It stops although there are jobs left.

import queue
import threading

jobs, results = queue.Queue(), []
stopping = threading.Event()


def work():
    while not stopping.is_set():
        try:
            job = jobs.get(timeout=0.01)
        except queue.Empty:
            continue
        results.append(job)


thread = threading.Thread(target=work)
thread.start()
for job in range(2):
    jobs.put(job)
stopping.set()
thread.join()
assert results == [0, 1], results
