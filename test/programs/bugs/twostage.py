# expect: finds AssertionError
# from: SCTBench, CS.twostage_bad (Thomson, Donaldson & Betts, PPoPP 2014)
# The reader comes between the two stages of the writer. Each variable has its lock.

import threading

l1, l2 = threading.Lock(), threading.Lock()
d1 = d2 = 0


def write():
    global d1, d2
    with l1:
        d1 = 1
    with l2:
        d2 = d1 + 1


def read():
    with l1:
        if d1 == 0:
            return
        seen = d1
    with l2:
        assert d2 == seen + 1

threads = [threading.Thread(target=target, name=target.__name__) for target in (write, read)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
