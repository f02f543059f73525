"""A thousand threads wait for an Event that is set: one broadcast per round."""

import sys
import threading

WAITERS = 1_000
rounds = int(sys.argv[1])
events = [threading.Event() for _ in range(rounds)]
here = threading.Semaphore(0)


def wait():
    for event in events:
        event.wait()
        here.release()


threads = [threading.Thread(target=wait) for _ in range(WAITERS)]
for thread in threads:
    thread.start()
for event in events:
    event.set()
    for _ in range(WAITERS):
        here.acquire()
for thread in threads:
    thread.join()
