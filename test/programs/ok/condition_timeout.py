# expect: same output as python3
import threading
import time

condition = threading.Condition()
with condition:
    start = time.monotonic()
    print(condition.wait(timeout=0.05))
    print(0.04 < time.monotonic() - start < 2)
    print(condition.wait_for(lambda: False, timeout=0.05))
    print(condition.wait_for(lambda: 'truth', timeout=0.05))
    print(condition.wait(timeout=0))
print(condition.acquire(blocking=False), condition.release())
