# expect: exit 0
# predicted: blockingUnderLock lock
import threading

lock = threading.Lock()
total = 0


def count():
    global total
    with lock:
        total += 1
    for _ in range(20_000):
        pass


worker = threading.Thread(target=count)
worker.start()
with lock:
    worker.join()
    print(total)
