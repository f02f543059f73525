"""So many threads are alive at once, and each goes on: it holds a lock that others want, and sleeps."""

import sys
import threading
import time

count, pause = int(sys.argv[1]), float(sys.argv[2])
locks = [threading.Lock() for _ in range(100)]


def live(number):
    while True:
        with locks[number % 100]:
            time.sleep(0.001)
        time.sleep(pause)


for number in range(count):
    threading.Thread(target=live, args=(number,), daemon=True).start()
live(count)
