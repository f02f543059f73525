# expect: deadlock
# kind: lockCycle, lockCycle
import threading
import time

north = threading.Lock()
south = threading.Lock()
east = threading.Lock()
west = threading.Lock()


def take(mine, other):
    with mine:
        time.sleep(0.1)
        with other:
            print('never')


for name, mine, other in (
    ('Nora', north, south),
    ('Emil', east, west),
    ('Sven', south, north),
    ('Walt', west, east),
):
    threading.Thread(target=take, args=(mine, other), name=name).start()

# says: Deadlock: Nora and Sven wait for each other’s locks
# says: Nora holds north (taken at two_rings.py:13) and waits for south, held by Sven (taken at two_rings.py:13).
# says: Sven holds south (taken at two_rings.py:13) and waits for north, held by Nora (taken at two_rings.py:13).
# says: Deadlock: Emil and Walt wait for each other’s locks
# says: Emil holds east (taken at two_rings.py:13) and waits for west, held by Walt (taken at two_rings.py:13).
# says: Walt holds west (taken at two_rings.py:13) and waits for east, held by Emil (taken at two_rings.py:13).
