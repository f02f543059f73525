# expect: exit 0
import threading


class Account:
    def __init__(self):
        self.lock = threading.RLock()
        self.balance = 0
        self.history = []

    def add(self, amount):
        with self.lock:
            self.balance = self.rounded(self.balance + amount)
            self.history.append(amount)

    def rounded(self, amount):
        with self.lock:
            return round(amount + self.balance * 0)


account = Account()


def work():
    for _ in range(5):
        account.add(1)


threads = [threading.Thread(target=work, name=f'worker {number}') for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(account.balance, len(account.history))
