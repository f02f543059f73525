# expect: deadlock
# kind: nobodyActs
import threading
import time

green = threading.Event()


def drive():
    time.sleep(0.2)
    green.wait()
    print('never')


threading.Thread(target=drive, name='driver').start()
green.set()
green.clear()

# says: Nobody is left to set green
# says: driver waits for green to be set at event_cleared_too_soon.py:11.
# says: green is not set, and no thread is left that could set it.
