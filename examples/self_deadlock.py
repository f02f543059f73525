"""One thread is enough: it waits for a lock that it holds itself."""

import threading
import time


class Shop:
    def __init__(self):
        self.lock = threading.Lock()
        self.stock = {'apple': 3}

    def sell(self, item):
        with self.lock:
            self.stock[item] -= 1
            time.sleep(1)
            print(f'sold one {item}')
            self.show(item)

    def show(self, item):
        with self.lock:  # sell() has this lock and can't release it before show() returns
            print(f'{self.stock[item]} left')


shop = Shop()
shop.show('apple')

# The cure: an RLock, which its owner may take again.
shop.sell('apple')
print('never printed')
