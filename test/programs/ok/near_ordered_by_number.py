# expect: same output as python3
# Locks in the order of a number of their own, as in a hierarchy.
import threading


class Account:
    def __init__(self, number):
        self.number = number
        self.lock = threading.RLock()


accounts = [Account(number) for number in range(3)]


def transfer(one, other):
    first, second = sorted((one, other), key=lambda account: account.number)
    with first.lock, second.lock:
        with first.lock:
            pass


threads = [
    threading.Thread(target=transfer, args=(accounts[i], accounts[(i + 1) % 3])) for i in range(3)
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print('done')
