"""Producer and consumer: a Queue hands work from thread to thread, with no lock in sight."""

import queue
import threading
import time

orders = queue.Queue(maxsize=2)  # put() waits while two orders are in the queue
CLOSED = object()


def take_orders():
    for dish in ('soup', 'salad', 'pasta', 'cake', 'coffee'):
        orders.put(dish)
        print(f'ordered {dish}')
        time.sleep(0.2)
    orders.put(CLOSED)


def cook():
    while True:
        dish = orders.get()  # waits while the queue is empty
        if dish is CLOSED:
            break
        time.sleep(0.7)
        print(f'cooked {dish}')


waiter = threading.Thread(target=take_orders, name='waiter')
chef = threading.Thread(target=cook, name='chef')
chef.start()
waiter.start()
waiter.join()
chef.join()
print('the kitchen is closed')
