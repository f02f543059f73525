# expect: same output as python3
# Waits under a lock that nobody else needs, or that was needed before only.
import threading
import time

lock = threading.Lock()
prepared = threading.Event()
go = threading.Event()


def work():
    with lock:
        time.sleep(0.001)
    prepared.set()
    go.wait()
    time.sleep(0.1)


thread = threading.Thread(target=work)
thread.start()
prepared.wait()
with lock:
    go.set()
    thread.join()
print('done')
