"""A Lock lets one thread at a time into the code that changes shared data."""

import threading
import time


class Counter:
    """Counts correctly for any number of threads, because of its lock."""

    def __init__(self):
        self.lock = threading.Lock()
        self.value = 0

    def increment(self):
        self.lock.acquire()  # waits while another thread has the lock
        try:
            seen = self.value
            time.sleep(0.2)  # slow on purpose: a chance for others to interfere
            self.value = seen + 1
        finally:
            self.lock.release()  # always, even after an exception


def count(times):
    for _ in range(times):
        counter.increment()


counter = Counter()
threads = [threading.Thread(target=count, args=(2,), name=f'worker-{n}') for n in (1, 2, 3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print('the counter is', counter.value)  # 3 threads, 2 increments each
