# traces: 3, failing: 1
# failure: deadlock
# Who sleeps equally long may wake in either order.
import threading
import time

a = threading.Lock()
b = threading.Lock()


def take(first, second):
    time.sleep(0.1)
    with first:
        with second:
            pass


threads = [threading.Thread(target=take, args=order) for order in ((a, b), (b, a))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
