# expect: finds deadlock
# from: T. Cargill’s bounded buffer with one condition
# One notify wakes one that can do nothing with it.

import threading

class Buffer:
    """Of one place, after T. Cargill."""

    def __init__(self):
        self.changed = threading.Condition()
        self.items = []

    def put(self, item):
        with self.changed:
            while self.items:
                self.changed.wait()
            self.items.append(item)
            self.changed.notify()

    def take(self):
        with self.changed:
            while not self.items:
                self.changed.wait()
            item = self.items.pop()
            self.changed.notify()
            return item


buffer = Buffer()
threads = [threading.Thread(target=buffer.put, args=(n,), name=f'producer-{n}') for n in range(2)]
threads += [threading.Thread(target=buffer.take, name=f'consumer-{n}') for n in range(2)]
for thread in reversed(threads):
    thread.start()
for thread in threads:
    thread.join()
