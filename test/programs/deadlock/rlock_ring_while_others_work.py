# expect: hang while others go on
# kind: lockCycle
import threading
import time

left = threading.RLock()
right = threading.RLock()


def take(mine, other):
    with mine:
        with mine:
            time.sleep(0.1)
            with other:
                print('never')


threading.Thread(target=take, args=(left, right), name='one').start()
threading.Thread(target=take, args=(right, left), name='two').start()
while True:
    time.sleep(0.1)

# says: Deadlock: one and two wait for each other’s locks
# says: one holds left (taken at rlock_ring_while_others_work.py:11) and waits for right, held by two (taken at rlock_ring_while_others_work.py:11).
# says: two holds right (taken at rlock_ring_while_others_work.py:11) and waits for left, held by one (taken at rlock_ring_while_others_work.py:11).
# says: To fix it, let every thread take the locks in the same order: left, then right. All of them run rlock_ring_while_others_work.py:11 and rlock_ring_while_others_work.py:14, so take must not go by the order of its arguments: sort the locks first, for example by a number or a name.
