# expect: deadlock
# explained: consumer, orders
import queue
import threading

orders = queue.Queue()


def consume():
    while True:
        print(orders.get())


orders.put('only one')
threading.Thread(target=consume, name='consumer').start()
