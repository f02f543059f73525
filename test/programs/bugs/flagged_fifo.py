# expect: finds AssertionError
# from: SCTBench, CS.queue_bad (Thomson, Donaldson & Betts, PPoPP 2014)
# Both count their turns, also those in which they could do nothing.

import threading

SIZE = 4
m = threading.Lock()
items, stored = [], {}
may_put, may_take = True, False


def put():
    global may_put, may_take
    for turn in range(SIZE):
        with m:
            if may_put:
                items.append(turn + 1)
                stored[turn] = turn + 1
                may_put, may_take = False, True


def take():
    global may_put, may_take
    taken = 0
    for turn in range(SIZE):
        with m:
            if may_take:
                assert items.pop(0) == stored.get(turn)
                taken += 1
                may_put, may_take = True, False

threads = [threading.Thread(target=target, name=target.__name__) for target in (put, take)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
