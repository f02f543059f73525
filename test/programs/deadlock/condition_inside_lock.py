# expect: deadlock
# kind: nobodyActs
import threading
import time

outer = threading.Lock()
full = threading.Condition()


def consume():
    with outer:
        with full:
            full.wait()  # gives back the condition's lock, but not the outer one


def produce():
    time.sleep(0.1)
    with outer:
        with full:
            full.notify()


threading.Thread(target=consume, name='consumer').start()
threading.Thread(target=produce, name='producer').start()

# says: Nobody is left to notify full
# says: consumer waits to be notified by full at condition_inside_lock.py:13.
# says: producer waits for outer, held by consumer (taken at condition_inside_lock.py:11).
# says: To fix it, let consumer release outer before it waits: producer needs it.
