"""One thread holds so many locks at once."""

import sys
import threading

locks = [threading.Lock() for _ in range(int(sys.argv[1]))]
for lock in locks:
    lock.acquire()
for lock in reversed(locks):
    lock.release()
