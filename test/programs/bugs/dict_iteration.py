# expect: finds RuntimeError
# from: iteration while the collection is changed (Goetz et al., Java Concurrency in Practice, 2006)
# The dictionary grows while another thread goes through it.

import threading

prices = {'tea': 2, 'milk': 1}


def total():
    whole = 0
    for name in prices:
        whole += len(name)
    assert whole >= 7


def add():
    prices['bread'] = 3


threads = [threading.Thread(target=target, name=target.__name__) for target in (total, add)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
