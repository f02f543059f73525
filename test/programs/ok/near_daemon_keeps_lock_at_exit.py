# expect: same output as python3
import threading
import time

lock = threading.Lock()
held = threading.Event()


def hold():
    with lock:
        held.set()
        time.sleep(1000)


threading.Thread(target=hold, daemon=True).start()
held.wait()
print(lock.acquire(timeout=0.05))
