"""So many locks, a hundred of which are held at any time, and each is wanted by two threads."""

import sys
import threading
import time

count = int(sys.argv[1])
locks = [threading.Lock() for _ in range(count)]


def take(first):
    for number in range(first, count, 50):
        with locks[number]:
            time.sleep(0.001)


threads = [threading.Thread(target=take, args=(number % 50,)) for number in range(100)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
