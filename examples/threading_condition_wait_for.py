"""Condition.wait_for(test) waits until the test is true: no loop to forget."""

import threading
import time


class Piggybank:
    """Coins go in one by one; someone waits until there is enough."""

    def __init__(self):
        self.changed = threading.Condition()
        self.coins = 0

    def insert(self, coins):
        with self.changed:
            self.coins += coins
            print(f'{self.coins} coins in the bank')
            self.changed.notify_all()

    def take(self, coins, timeout):
        with self.changed:
            # wait_for returns the value of the test: False if the time is over.
            if not self.changed.wait_for(lambda: self.coins >= coins, timeout):
                print(f'gave up waiting for {coins} coins')
                return
            self.coins -= coins
            print(f'took {coins} coins')


bank = Piggybank()
child = threading.Thread(target=bank.take, args=(5, 10.0), name='child')
dreamer = threading.Thread(target=bank.take, args=(1000, 1.2), name='dreamer')
child.start()
dreamer.start()

for _ in range(5):
    time.sleep(0.5)
    bank.insert(1)
child.join()
dreamer.join()
