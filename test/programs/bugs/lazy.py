# expect: finds AssertionError
# from: SCTBench, CS.lazy01_bad (Thomson, Donaldson & Betts, PPoPP 2014)
# The check is right unless it comes last.

import threading

m = threading.Lock()
data = 0


def one():
    global data
    with m:
        data += 1


def two():
    global data
    with m:
        data += 2


def check():
    with m:
        assert data < 3

threads = [threading.Thread(target=target, name=target.__name__) for target in (one, two, check)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
