# expect: same output as python3
import threading


class Account:
    def __init__(self):
        self.lock = threading.RLock()
        self.balance = 100

    def withdraw(self, amount):
        with self.lock:
            self.balance -= amount

    def pay(self, amount):
        with self.lock:
            if self.balance >= amount:
                self.withdraw(amount)


account = Account()
payers = [threading.Thread(target=account.pay, args=(30,)) for _ in range(4)]
for payer in payers:
    payer.start()
for payer in payers:
    payer.join()
print(account.balance)
