# expect: finds AssertionError
# from: SCTBench, CS.reorder_4_bad (Thomson, Donaldson & Betts, PPoPP 2014)
# Three threads set a, then b; a reader comes between the two, after nobody or somebody else.

import threading

a = b = 0


def set_both():
    global a, b
    a = 1
    b = -1


def check():
    assert (a == 0 and b == 0) or (a == 1 and b == -1), (a, b)


threads = [threading.Thread(target=set_both, name=f'setter-{n}') for n in range(3)]
threads.append(threading.Thread(target=check, name='check'))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
