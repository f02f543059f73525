# expect: same output as python3
import queue
import threading
from dataclasses import dataclass, field


@dataclass(order=True)
class Job:
    priority: int
    name: str = field(compare=False)


class UniqueQueue(queue.Queue):
    def _init(self, maxsize):
        self.queue = set()

    def _put(self, item):
        self.queue.add(item)

    def _get(self):
        return self.queue.pop()


jobs = queue.PriorityQueue()
for priority, name in ((3, 'low'), (1, 'high'), (2, 'middle')):
    jobs.put(Job(priority, name))
done = []


def work():
    while not jobs.empty():
        done.append(jobs.get().name)


thread = threading.Thread(target=work)
thread.start()
thread.join()
print(done)
unique = UniqueQueue()
for item in (1, 2, 1, 2, 3):
    unique.put(item)
print(unique.qsize(), sorted(unique.get() for _ in range(3)))
