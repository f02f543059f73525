# traces: 1, failing: 0
# A second is time enough for what takes no time.
import threading
import time

a = threading.Lock()
b = threading.Lock()


def take(delay, first, second):
    time.sleep(delay)
    with first:
        with second:
            pass


threads = [threading.Thread(target=take, args=order) for order in ((1, a, b), (2, b, a))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
