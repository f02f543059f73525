# expect: same output as python3
import threading
import time

# A thread that was woken by set() goes on, though the flag was cleared at once.
event = threading.Event()
woken = []


def wait():
    woken.append(event.wait())


threads = [threading.Thread(target=wait) for _ in range(3)]
for thread in threads:
    thread.start()
time.sleep(0.05)
event.set()
event.clear()
for thread in threads:
    thread.join(1)
print(woken, event.is_set())
