"""Starts a thread and joins it, again and again."""

import sys
import threading

for _ in range(int(sys.argv[1])):
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()
