# expect: finds deadlock
# from: SCTBench, CS.phase01_bad (Thomson, Donaldson & Betts, PPoPP 2014)
# The lock is never given back: who ends first keeps it.

import threading

x, y = threading.Lock(), threading.Lock()


def work():
    with x:
        pass
    x.acquire()
    with y:
        pass
    with y:
        pass
    assert x.locked()


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
