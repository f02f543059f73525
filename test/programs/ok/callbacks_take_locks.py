# expect: same output as python3
import functools
import gc
import threading
import time
import weakref

lock = threading.Lock()
log = []


class Thing:
    def __del__(self):
        with lock:
            time.sleep(0.02)
            log.append('__del__')

    def __eq__(self, other):
        with lock:
            time.sleep(0.01)
        return True

    def __hash__(self):
        with lock:
            return 1


class Cycle:
    def __init__(self):
        self.me = self

    def __del__(self):
        with lock:
            log.append('cycle')


def key(number):
    with lock:
        time.sleep(0.005)
    return -number


def work():
    thing = Thing()
    reference = weakref.ref(thing, lambda _: log.append('weakref'))
    del thing
    log.append(reference())
    log.append(sorted([1, 3, 2], key=key))
    log.append(len({Thing(), Thing()}))
    log.append(functools.reduce(lambda a, b: key(a) + b, [1, 2, 3]))


thread = threading.Thread(target=work)
thread.start()
thread.join()
Cycle()
gc.collect()
print(log)
