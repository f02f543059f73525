# expect: nothing
# Check and act are under one lock.

import threading

lock = threading.Lock()
balance = 10


def withdraw(amount):
    global balance
    with lock:
        if balance >= amount:
            balance -= amount
            assert balance >= 0, balance


threads = [threading.Thread(target=withdraw, args=(7,)) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
