# expect: nothing
# The corrected twin of sleep_as_order.py.

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
flag.wait()
assert value == 1
thread.join()
