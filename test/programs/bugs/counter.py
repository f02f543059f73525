# expect: finds AssertionError
# from: non-atomic operation assumed to be atomic (Farchi, Nir & Ur, IPDPS 2003)
# Two threads add to what they have read: one update is lost.

import threading

value = 0


def add():
    global value
    value += 1


threads = [threading.Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert value == 2, value
