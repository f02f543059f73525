# expect: same output as python3
import threading
import time


class ReadWriteLock:
    def __init__(self):
        self.free = threading.Condition()
        self.readers = 0
        self.writing = False

    def acquire_read(self):
        with self.free:
            self.free.wait_for(lambda: not self.writing)
            self.readers += 1

    def release_read(self):
        with self.free:
            self.readers -= 1
            self.free.notify_all()

    def acquire_write(self):
        with self.free:
            self.free.wait_for(lambda: not self.writing and self.readers == 0)
            self.writing = True

    def release_write(self):
        with self.free:
            self.writing = False
            self.free.notify_all()


lock = ReadWriteLock()
pages = []
torn = []


def read():
    for _ in range(5):
        lock.acquire_read()
        before = len(pages)
        time.sleep(0.002)
        torn.append(before != len(pages))
        lock.release_read()


def write(name):
    for number in range(5):
        lock.acquire_write()
        pages.append((name, number))
        time.sleep(0.002)
        lock.release_write()


threads = [threading.Thread(target=read) for _ in range(3)]
threads += [threading.Thread(target=write, args=(name,)) for name in 'xy']
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(pages), any(torn), len(torn))
