# expect: exit 0
# predicted: waitOutsideLoop filled
import threading
import time

filled = threading.Condition()
items = []


def take():
    with filled:
        if not items:
            filled.wait()
        print('took', items.pop())


taker = threading.Thread(target=take)
taker.start()
time.sleep(0.1)
with filled:
    items.append('tea')
    filled.notify()
taker.join()
