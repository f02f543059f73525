"""An RLock may be taken again by the thread that has it; it counts how often."""

import threading
import time


class Account:
    """Each method takes the lock, and one method calls another."""

    def __init__(self, balance):
        self.lock = threading.RLock()
        self.balance = balance

    def deposit(self, amount):
        with self.lock:  # count 1, or 2 when called by pay_interest
            time.sleep(0.8)
            self.balance += amount

    def pay_interest(self, percent):
        with self.lock:  # count 1
            self.deposit(self.balance * percent // 100)


account = Account(1000)
bank = threading.Thread(target=account.pay_interest, args=(10,), name='bank')
owner = threading.Thread(target=account.deposit, args=(500,), name='owner')

bank.start()
time.sleep(0.1)  # the bank comes first, so the interest is on 1000
owner.start()
bank.join()
owner.join()

print('balance:', account.balance)  # 1000 + 100 + 500
