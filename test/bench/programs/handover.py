"""One thread puts items into a bounded queue that another takes out: one hand-over per round."""

import queue
import sys
import threading

rounds = int(sys.argv[1])
items = queue.Queue(maxsize=1)


def take():
    for _ in range(rounds):
        items.get()


thread = threading.Thread(target=take)
thread.start()
for number in range(rounds):
    items.put(number)
thread.join()
