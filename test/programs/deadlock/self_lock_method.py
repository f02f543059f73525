# expect: deadlock
# kind: selfDeadlock
import threading


class Account:
    def __init__(self):
        self.lock = threading.Lock()
        self.balance = 100

    def withdraw(self, amount):
        with self.lock:
            self.balance -= amount

    def pay(self, amount):
        with self.lock:
            if self.balance >= amount:
                self.withdraw(amount)
                print('never')


account = Account()
threading.Thread(target=account.pay, args=(30,), name='payer').start()

# says: payer waits for account.lock, which it holds itself
# says: payer holds account.lock (taken at self_lock_method.py:16) and waits for it again at self_lock_method.py:12.
# says: A Lock can’t be taken twice, not even by its owner.
# says: To fix it, make account.lock a threading.RLock(), which its owner may take again, or let Account.withdraw (self_lock_method.py:12) rely on its caller Account.pay having taken it.
