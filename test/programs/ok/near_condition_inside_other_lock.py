# expect: same output as python3
# The waiter keeps a lock that the notifier does not need.
import threading
import time

mine = threading.Lock()
full = threading.Condition()
is_full = False


def consume():
    with mine:
        with full:
            full.wait_for(lambda: is_full)
            print('full')


consumer = threading.Thread(target=consume)
consumer.start()
time.sleep(0.05)
with full:
    is_full = True
    full.notify()
consumer.join()
