# expect: same output as python3
import threading
import time

event = threading.Event()
thread = threading.Thread(target=event.wait)
thread.start()
start = time.monotonic()
print(thread.join(0.05), thread.is_alive())
print(0.04 < time.monotonic() - start < 2)
print(thread.join(timeout=0), thread.is_alive())
print(thread.join(-1), thread.is_alive())
event.set()
print(thread.join(5), thread.is_alive())
print(time.monotonic() - start < 4)
