# expect: finds deadlock
# from: own: two readers that become writers
# Two readers want to become writers, and each waits for the other to stop reading.

import threading

class ReadWriteLock:
    def __init__(self):
        self.changed = threading.Condition()
        self.readers = 0

    def begin_read(self):
        with self.changed:
            self.readers += 1

    def end_read(self):
        with self.changed:
            self.readers -= 1
            self.changed.notify_all()

    def write(self, own_reads):
        with self.changed:
            while self.readers > own_reads:
                self.changed.wait()


lock = ReadWriteLock()


def refresh():
    lock.begin_read()
    lock.write(1)
    lock.end_read()


threads = [threading.Thread(target=refresh) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
