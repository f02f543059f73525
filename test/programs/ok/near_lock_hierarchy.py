# expect: same output as python3
# Always by number, whatever the order of the arguments.
import threading
import time


class Account:
    def __init__(self, number):
        self.number = number
        self.lock = threading.Lock()
        self.balance = 100


def pay(source, target, amount):
    first, second = sorted((source, target), key=lambda account: account.number)
    with first.lock:
        time.sleep(0.02)
        with second.lock:
            source.balance -= amount
            target.balance += amount


a, b = Account(1), Account(2)
threads = [
    threading.Thread(target=pay, args=(a, b, 10)),
    threading.Thread(target=pay, args=(b, a, 30)),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(a.balance, b.balance)
