# expect: nothing
# The loop goes through a copy, which list() makes in one step.

import threading

prices = {'tea': 2, 'milk': 1}


def total():
    whole = 0
    for name in list(prices):
        whole += len(name)
    assert whole >= 7


def add():
    prices['bread'] = 3


threads = [threading.Thread(target=target, name=target.__name__) for target in (total, add)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
