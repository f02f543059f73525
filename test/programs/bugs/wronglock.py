# expect: finds AssertionError
# from: SCTBench, CS.wronglock_3_bad (Thomson, Donaldson & Betts, PPoPP 2014)
# One thread guards the data with a lock of its own.

import threading

lock_a, lock_b = threading.Lock(), threading.Lock()
data = 0


def first():
    global data
    with lock_a:
        before = data
        data += 1
        assert data == before + 1, (before, data)


def other():
    global data
    with lock_b:
        data += 1


threads = [threading.Thread(target=first, name='first')]
threads += [threading.Thread(target=other, name=f'other-{n}') for n in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
