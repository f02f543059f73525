# expect: deadlock
# explained: one, two, first, second
import threading
import time

first = threading.Lock()
second = threading.Lock()


def take(mine, other):
    with mine:
        time.sleep(0.1)
        with other:
            print('never')


threading.Thread(target=take, args=(first, second), name='one').start()
threading.Thread(target=take, args=(second, first), name='two').start()
