# expect: livelock
# kind: livelock
# certainty: likely
# steps: 5000
import threading
import time

lock = threading.Lock()


def work():
    while not lock.acquire(blocking=False):
        time.sleep(0.01)
    print('never')


worker = threading.Thread(target=work, name='worker')
with lock:
    worker.start()
    worker.join()

# says: Livelock: worker tries again and again and does not get on
# says: To fix it, see that lock is released on every way (“with lock:” does), and wait for it without trying again.
