# expect: same output as python3
import threading
import time


def ring(name, seconds):
    time.sleep(seconds)
    print(name)


threads = [
    threading.Thread(target=ring, args=(name, seconds))
    for name, seconds in (('d', 0.2), ('a', 0.05), ('c', 0.15), ('b', 0.1))
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
