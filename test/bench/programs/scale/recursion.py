"""A hundred threads stand so deep in a recursion at the same time."""

import sys
import threading

depth = int(sys.argv[1])
sys.setrecursionlimit(depth + 100)
barrier = threading.Barrier(100)


def dive(level):
    if level == 0:
        barrier.wait()
    else:
        dive(level - 1)


threads = [threading.Thread(target=dive, args=(depth,)) for _ in range(100)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
