# traces: 6, failing: 6
# failure: deadlock
import threading

x = threading.Lock()
y = threading.Lock()


def work():
    x.acquire()
    x.release()
    x.acquire()
    y.acquire()
    y.release()
    y.acquire()
    y.release()


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
