# expect: hang while others go on
# kind: lockCycle, lockCycle
import threading
import time


def ring(first, second, names):
    def take(mine, other):
        with mine:
            time.sleep(0.1)
            with other:
                print('never')

    threading.Thread(target=take, args=(first, second), name=names[0]).start()
    threading.Thread(target=take, args=(second, first), name=names[1]).start()


a = threading.Lock()
b = threading.Lock()
ring(a, b, ('a-1', 'a-2'))
time.sleep(1)
c = threading.RLock()
d = threading.RLock()
ring(c, d, ('c-1', 'c-2'))
while True:
    time.sleep(0.1)

# says: Deadlock: c-1 and c-2 wait for each other’s locks
# says: c-1 holds c (taken at two_rings_one_after_the_other.py:9) and waits for d, held by c-2 (taken at two_rings_one_after_the_other.py:9).
# says: c-2 holds d (taken at two_rings_one_after_the_other.py:9) and waits for c, held by c-1 (taken at two_rings_one_after_the_other.py:9).
# says: Deadlock: a-1 and a-2 wait for each other’s locks
# says: They wait for ever unless another thread releases a or b.
