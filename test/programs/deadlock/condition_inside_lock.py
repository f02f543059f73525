# expect: deadlock
# explained: consumer, outer
import threading
import time

outer = threading.Lock()
full = threading.Condition()


def consume():
    with outer:
        with full:
            full.wait()  # gives back the condition's lock, but not the outer one


def produce():
    time.sleep(0.1)
    with outer:
        with full:
            full.notify()


threading.Thread(target=consume, name='consumer').start()
threading.Thread(target=produce, name='producer').start()
