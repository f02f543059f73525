# expect: finds deadlock
# from: SCTBench, CS.deadlock01_bad (Thomson, Donaldson & Betts, PPoPP 2014)
# Two locks in opposite orders.

import threading

a, b = threading.Lock(), threading.Lock()
counter = 0


def up():
    global counter
    with a, b:
        counter += 1


def down():
    global counter
    with b, a:
        counter -= 1

threads = [threading.Thread(target=target, name=target.__name__) for target in (up, down)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
