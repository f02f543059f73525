"""So many timers of a thousand threads, each at another time."""

import sys
import threading
import time

rounds = int(sys.argv[1]) // 1_000


def sleep(number):
    for turn in range(rounds):
        time.sleep((number * 7919 + turn * 104729) % 1_000 / 1_000)


threads = [threading.Thread(target=sleep, args=(number,)) for number in range(1_000)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
