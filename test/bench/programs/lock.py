"""One thread takes and releases a lock that nobody else wants."""

import sys
import threading


def measure(rounds):
    lock = threading.Lock()
    for _ in range(rounds):
        with lock:
            pass


measure(int(sys.argv[1]))
