# expect: same output as python3
import threading
import time

lock = threading.Lock()


def hold():
    with lock:
        time.sleep(0.15)


holder = threading.Thread(target=hold)
holder.start()
time.sleep(0.02)
start = time.monotonic()
print(lock.acquire(timeout=0.05))
print(0.04 < time.monotonic() - start < 2)
print(lock.acquire(blocking=False))
print(lock.acquire(timeout=5))
print(time.monotonic() - start < 4)
lock.release()
holder.join()
