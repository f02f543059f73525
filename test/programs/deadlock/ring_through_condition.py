# expect: deadlock
# kind: lockCycle
import threading
import time

outer = threading.Lock()
stock = threading.Condition()


def consume():
    with outer:
        with stock:
            stock.wait(timeout=0.1)


def produce():
    with stock:
        time.sleep(0.2)
        with outer:
            print('never')


threading.Thread(target=consume, name='consumer').start()
threading.Thread(target=produce, name='producer').start()

# says: Deadlock: consumer and producer wait for each other’s locks
# says: consumer holds outer (taken at ring_through_condition.py:11) and waits for stock.lock, held by producer (taken at ring_through_condition.py:17).
# says: producer holds stock.lock (taken at ring_through_condition.py:17) and waits for outer, held by consumer (taken at ring_through_condition.py:11).
# says: To fix it, let consumer release outer before it waits at ring_through_condition.py:13: wait() gives back stock.lock only, and needs it again to return.
