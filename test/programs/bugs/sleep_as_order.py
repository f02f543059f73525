# expect: finds AssertionError
# from: the sleep pattern (Farchi, Nir & Ur, IPDPS 2003)
# Two sleeps of one length are no order.

import threading
import time

flag = threading.Event()
value = 0


def prepare():
    global value
    time.sleep(0.01)
    value = 1
    flag.set()


thread = threading.Thread(target=prepare)
thread.start()
time.sleep(0.01)
assert value == 1
thread.join()
