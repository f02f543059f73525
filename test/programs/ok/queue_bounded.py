# expect: same output as python3
import queue
import threading

q = queue.Queue(maxsize=1)
received = []


def consume():
    while (item := q.get()) is not None:
        received.append(item)


def produce(start):
    for number in range(start, start + 10):
        q.put(number)


consumer = threading.Thread(target=consume)
producers = [threading.Thread(target=produce, args=(n * 100,)) for n in range(3)]
consumer.start()
for producer in producers:
    producer.start()
for producer in producers:
    producer.join()
q.put(None)
consumer.join()
print(sorted(received))
for start in (0, 100, 200):
    mine = [number for number in received if start <= number < start + 100]
    print(mine == sorted(mine))
