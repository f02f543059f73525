# expect: same output as python3
import threading
import time

event = threading.Event()
print(event.is_set(), event.wait(0.01))
event.set()
event.set()
print(event.is_set(), event.wait(), event.wait(0.01))
event.clear()
print(event.is_set(), event.wait(timeout=0))

seen = []


def wait(timeout):
    seen.append((timeout, event.wait(timeout)))


threads = [threading.Thread(target=wait, args=(t,)) for t in (0.03, None, 10)]
for thread in threads:
    thread.start()
time.sleep(0.1)
event.set()
for thread in threads:
    thread.join()
print(sorted(seen, key=str))
