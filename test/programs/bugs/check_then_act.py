# expect: finds AssertionError
# from: check-then-act (Goetz et al., Java Concurrency in Practice, 2006)
# Both see enough money before either has taken any.

import threading

balance = 10


def withdraw(amount):
    global balance
    if balance >= amount:
        balance -= amount
        assert balance >= 0, balance


threads = [threading.Thread(target=withdraw, args=(7,)) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
