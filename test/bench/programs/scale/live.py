"""So many threads are alive at once, and each goes on: it holds a lock that others want, and sleeps."""

import sys
import threading
import time

count = int(sys.argv[1])
locks = [threading.Lock() for _ in range(100)]


def live(number):
    while True:
        with locks[number % 100]:
            time.sleep(0.001)
        time.sleep(1)


for number in range(count):
    threading.Thread(target=live, args=(number,), daemon=True).start()
live(count)
