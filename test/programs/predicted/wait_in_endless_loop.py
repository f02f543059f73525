# expect: exit 0
# predicted: waitOutsideLoop bell
import threading
import time

bell = threading.Condition()
orders = []


def cook():
    while True:
        with bell:
            if not orders:
                bell.wait()
            order = orders.pop(0)
        print('cooks', order)
        if order == 'none':
            return


thread = threading.Thread(target=cook)
thread.start()
for order in ('soup', 'fish', 'none'):
    time.sleep(0.1)
    with bell:
        orders.append(order)
        bell.notify()
thread.join()
