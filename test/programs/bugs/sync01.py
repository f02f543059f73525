# expect: finds deadlock
# from: SCTBench, CS.sync01_bad (Thomson, Donaldson & Betts, PPoPP 2014)
# The consumer never takes what it has waited for.

import threading

m = threading.Lock()
empty, full = threading.Condition(m), threading.Condition(m)
number = 1


def produce():
    global number
    with m:
        while number > 0:
            empty.wait()
        number += 1
        full.notify()


def consume():
    global number
    with m:
        while number == 0:
            full.wait()
        assert number > 0
        empty.notify()

threads = [threading.Thread(target=target, name=target.__name__) for target in (produce, consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
