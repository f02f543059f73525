# traces: 3, failing: 1
# failure: deadlock
import threading

a = threading.Lock()
b = threading.Lock()


def take(first, second):
    with first:
        with second:
            pass


threads = [threading.Thread(target=take, args=order) for order in ((a, b), (b, a))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
