# expect: finds deadlock
# from: SCTBench, CS.sync02_bad (Thomson, Donaldson & Betts, PPoPP 2014)
# There are more items than the consumer takes: the producer waits for ever.

import threading

N = 2
m = threading.Lock()
empty, full = threading.Condition(m), threading.Condition(m)
number = 2


def produce():
    global number
    for _ in range(N):
        with m:
            while number > 0:
                empty.wait()
            number += 1
            full.notify()


def consume():
    global number
    for _ in range(N):
        with m:
            while number == 0:
                full.wait()
            number -= 1
            empty.notify()

threads = [threading.Thread(target=target, name=target.__name__) for target in (produce, consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
