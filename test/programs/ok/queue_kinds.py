# expect: same output as python3
import queue

for make in (queue.Queue, queue.LifoQueue, queue.PriorityQueue):
    q = make()
    for item in (3, 1, 2):
        q.put(item)
    print(make.__name__, [q.get() for _ in range(q.qsize())], q.empty())

q = queue.Queue(maxsize=2)
q.put('a')
q.put_nowait('b')
print(q.full(), q.qsize(), q.maxsize)
for action in (
    lambda: q.put('c', block=False),
    lambda: q.put('c', timeout=0.02),
    lambda: q.put_nowait('c'),
    lambda: q.put('c', timeout=-1),
):
    try:
        action()
    except (queue.Full, ValueError) as error:
        print(type(error).__name__, error)
print(q.get(), q.get_nowait())
for action in (
    lambda: q.get(block=False),
    lambda: q.get(timeout=0.02),
    lambda: q.get_nowait(),
    lambda: q.get(timeout=-1),
):
    try:
        action()
    except (queue.Empty, ValueError) as error:
        print(type(error).__name__, error)
