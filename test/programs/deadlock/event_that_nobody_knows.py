# expect: hang while others go on
# kind: nobodyActs
import threading
import time


def wait():
    ready = threading.Event()  # who should set it, was not told of it
    ready.wait()
    print('never')


threading.Thread(target=wait, name='waiter').start()
while True:
    time.sleep(0.1)

# says: Nobody is left to set ready
# says: waiter waits for ready to be set at event_that_nobody_knows.py:9.
# says: ready is not set, and no thread is left that could set it.
# says: Other threads go on, but none of them can reach it.
# says: To fix it, call ready.set() on every way out of the thread that should set it (in a “finally” block), or wait with a timeout.
