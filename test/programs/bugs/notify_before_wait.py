# expect: finds deadlock
# from: losing a notify (Farchi, Nir & Ur, IPDPS 2003)
# A notify that comes first is lost.

import threading

ready = threading.Condition()
is_ready = False


def prepare():
    global is_ready
    with ready:
        is_ready = True
        ready.notify()


def use():
    with ready:
        ready.wait()

threads = [threading.Thread(target=target, name=target.__name__) for target in (use, prepare)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
