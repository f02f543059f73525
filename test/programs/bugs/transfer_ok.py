# expect: nothing
# The corrected twin of transfer.py.

import threading

class Account:
    def __init__(self, number):
        self.number = number
        self.lock = threading.Lock()
        self.balance = 10


def transfer(source, target, amount):
    first, second = sorted((source, target), key=lambda account: account.number)
    with first.lock, second.lock:
        source.balance -= amount
        target.balance += amount


one, two = Account(1), Account(2)
threads = [threading.Thread(target=transfer, args=(one, two, 3)),
           threading.Thread(target=transfer, args=(two, one, 4))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert one.balance + two.balance == 20
