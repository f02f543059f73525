# expect: finds deadlock
# from: SCTBench, CS.carter01_bad (Thomson, Donaldson & Betts, PPoPP 2014)
# Two groups of readers share m: one holds l and wants m, the other holds m and wants l.

import threading

m, l = threading.Lock(), threading.Lock()
a = b = 0


def first():
    global a
    with m:
        a += 1
        if a == 1:
            l.acquire()
    with m:
        a -= 1
        if a == 0:
            l.release()


def second():
    global b
    with m:
        b += 1
        if b == 1:
            l.acquire()
    with m:
        b -= 1
        if b == 0:
            l.release()

threads = [threading.Thread(target=target, name=target.__name__) for target in (first, second)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
