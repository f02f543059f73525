"""Without a lock, threads overwrite each other's changes. Nothing fails; the sum is wrong."""

import threading
import time


class Visitors:
    def __init__(self):
        self.count = 0

    def add_one(self):
        seen = self.count  # 1. read
        time.sleep(0.5)  #    meanwhile the other threads read the same number
        self.count = seen + 1  # 2. write: forgets what the others have added


visitors = Visitors()


def watch_door():
    for _ in range(3):
        visitors.add_one()


doors = [threading.Thread(target=watch_door, name=f'door {number}') for number in range(1, 5)]
for door in doors:
    door.start()
for door in doors:
    door.join()

# The cure: a lock around the read and the write. See threading_lock.py.
print(f'visitors: 12, counted: {visitors.count}')
