# expect: exit 0
# predicted: lockOrder accounts[0].lock accounts[1].lock
import threading


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()


accounts = [Account(100), Account(50)]


def transfer(source, target, amount):
    with source.lock:
        with target.lock:
            source.balance -= amount
            target.balance += amount


there = threading.Thread(target=transfer, args=(accounts[0], accounts[1], 10))
back = threading.Thread(target=transfer, args=(accounts[1], accounts[0], 5))
there.start()
back.start()
there.join()
back.join()
print([account.balance for account in accounts])
