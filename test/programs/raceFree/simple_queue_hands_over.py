# expect: exit 0
import queue
import threading

jobs = queue.SimpleQueue()


def produce():
    for number in range(3):
        item = {'number': number}
        item['number'] += 1
        jobs.put(item)
    jobs.put(None)


def consume():
    while (item := jobs.get()) is not None:
        item['number'] += 1


threads = [threading.Thread(target=produce), threading.Thread(target=consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
