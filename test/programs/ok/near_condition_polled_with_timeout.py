# expect: same output as python3
import threading
import time

full = threading.Condition()
items = []


def produce():
    time.sleep(0.12)
    items.append(1)  # forgets to notify


threading.Thread(target=produce).start()
with full:
    while not items:
        full.wait(timeout=0.05)
print(items)
