# expect: deadlock
# kind: nobodyActs
import queue
import threading

orders = queue.Queue()


def consume():
    while True:
        print(orders.get())


orders.put('only one')
threading.Thread(target=consume, name='consumer').start()

# says: Nobody is left to put into orders
# says: consumer waits for an item in orders at queue_without_producer.py:11.
# says: orders is empty, and no thread is left that could put into it.
# says: To fix it, put an item that means “the end” for each consumer, or call orders.shutdown().
