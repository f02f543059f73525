# expect: same output as python3
import queue
import threading

orders = queue.Queue(maxsize=1)


def consume():
    while (order := orders.get()) is not None:
        print('order', order)


consumer = threading.Thread(target=consume)
consumer.start()
for order in range(3):
    orders.put(order)
orders.put(None)
consumer.join()
print('closed')
