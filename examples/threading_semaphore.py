"""A Semaphore lets a limited number of threads in: here, two at a time."""

import threading
import time


class Pool:
    """Remembers who is in the swimming pool."""

    def __init__(self):
        self.lock = threading.Lock()
        self.swimmers = []

    def enter(self, name):
        with self.lock:
            self.swimmers.append(name)
            print('in the pool:', ', '.join(self.swimmers))

    def leave(self, name):
        with self.lock:
            self.swimmers.remove(name)


def swim(pool, lanes):
    name = threading.current_thread().name
    with lanes:  # takes one of the lanes, or waits until one is free
        pool.enter(name)
        time.sleep(1)
        pool.leave(name)


pool = Pool()
lanes = threading.Semaphore(2)
for name in ('Ada', 'Bob', 'Cleo', 'Dan'):
    threading.Thread(target=swim, args=(pool, lanes), name=name).start()
    time.sleep(0.2)
