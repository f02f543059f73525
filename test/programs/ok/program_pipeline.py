# expect: same output as python3
import queue
import threading

STOP = object()


def stage(function, source, target):
    while (item := source.get()) is not STOP:
        target.put(function(item))
    target.put(STOP)


queues = [queue.Queue(2) for _ in range(4)]
functions = [lambda x: x + 1, lambda x: x * x, str]
for function, source, target in zip(functions, queues, queues[1:]):
    threading.Thread(target=stage, args=(function, source, target)).start()


def feed():
    for number in range(10):
        queues[0].put(number)
    queues[0].put(STOP)


threading.Thread(target=feed).start()
while (item := queues[-1].get()) is not STOP:
    print(item, end=' ')
print()
