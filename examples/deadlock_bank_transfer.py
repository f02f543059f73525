"""Transfers in both directions: each locks the two accounts, in its own order."""

import threading
import time


class Account:
    def __init__(self, owner, balance):
        self.owner = owner
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source, target, amount):
    with source.lock:
        print(f'locked the account of {source.owner}')
        time.sleep(0.5)  # asks some other computer whether this is allowed
        with target.lock:
            source.balance -= amount
            target.balance += amount
            print(f'{source.owner} paid {amount} to {target.owner}')


ada = Account('Ada', 100)
bob = Account('Bob', 100)

# One after the other, all goes well ...
transfer(ada, bob, 10)
transfer(bob, ada, 20)

# ... at the same time, each waits for the account that the other has locked.
to_bob = threading.Thread(target=transfer, args=(ada, bob, 30), name='pay Bob')
to_ada = threading.Thread(target=transfer, args=(bob, ada, 40), name='pay Ada')
to_bob.start()
to_ada.start()

# The cure: lock the two accounts in a fixed order, for example sorted by owner.
to_bob.join()
to_ada.join()
print('never printed')
