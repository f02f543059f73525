# expect: hang while others go on
# kind: nobodyActs
import queue
import threading
import time


def consume(orders):
    while True:
        print(orders.get())


def produce():
    orders = queue.Queue()
    threading.Thread(target=consume, args=(orders,), name='consumer').start()
    orders.put('the only one')


produce()
while True:
    time.sleep(0.1)

# says: Nobody is left to put into orders
# says: consumer waits for an item in orders at queue_that_its_producer_left.py:10.
# says: orders is empty, and no thread is left that could put into it.
# says: Other threads go on, but none of them can reach it.
# says: To fix it, put an item that means “the end” for each consumer, or call orders.shutdown().
