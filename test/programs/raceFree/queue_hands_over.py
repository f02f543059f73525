# expect: exit 0
import queue
import threading

jobs = queue.Queue()


class Job:
    def __init__(self):
        self.state = 'new'


def produce():
    for _ in range(3):
        job = Job()
        job.state = 'filled'
        jobs.put(job)
    jobs.put(None)


def consume():
    while (job := jobs.get()) is not None:
        job.state = job.state + ' and done'


threads = [threading.Thread(target=produce), threading.Thread(target=consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
