"""A thread class with its own arguments: take them in __init__, use them in run()."""

import threading
import time


class Sum(threading.Thread):
    """Adds up numbers, slowly; the result is an attribute that others read after join()."""

    def __init__(self, numbers, *, pause):
        super().__init__(name=f'sum of {len(numbers)}')  # must come first
        self.numbers = numbers
        self.pause = pause
        self.total = 0

    def run(self):
        for number in self.numbers:
            time.sleep(self.pause)
            self.total += number


sums = [
    Sum([1, 2, 3], pause=0.3),
    Sum([10, 20], pause=0.6),
    Sum(range(100, 500, 100), pause=0.4),
]
for each in sums:
    each.start()

for each in sums:
    each.join()
    print(f'{each.name}: {each.total}')
