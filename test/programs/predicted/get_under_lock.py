# expect: exit 0
# predicted: blockingUnderLock lock
import queue
import threading
import time

lock = threading.Lock()
results = queue.Queue()


def work():
    with lock:
        value = 42
    time.sleep(0.1)
    results.put(value)


worker = threading.Thread(target=work)
worker.start()
time.sleep(0.01)
with lock:
    print(results.get())
worker.join()
