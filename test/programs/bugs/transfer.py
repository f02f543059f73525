# expect: finds deadlock
# from: dynamic lock order deadlock (Goetz et al., Java Concurrency in Practice, 2006)
# The order of the locks depends on the direction.

import threading

class Account:
    def __init__(self, number):
        self.number = number
        self.lock = threading.Lock()
        self.balance = 10


def transfer(source, target, amount):
    first, second = source, target
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
