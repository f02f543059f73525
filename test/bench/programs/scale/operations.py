"""So many operations of ten threads on one lock."""

import sys
import threading

rounds = int(sys.argv[1]) // 20
lock = threading.Lock()


def work():
    for _ in range(rounds):
        with lock:
            pass


threads = [threading.Thread(target=work) for _ in range(10)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
