# expect: deadlock
# kind: lockCycle
import threading
import time

first = threading.Lock()
second = threading.Lock()


def take(mine, other):
    with mine:
        time.sleep(0.1)
        with other:
            print('never')


threading.Thread(target=take, args=(first, second), name='one').start()
threading.Thread(target=take, args=(second, first), name='two').start()

# says: Deadlock: one and two wait for each other’s locks
# says: one holds first (taken at two_locks.py:11) and waits for second, held by two (taken at two_locks.py:11).
# says: two holds second (taken at two_locks.py:11) and waits for first, held by one (taken at two_locks.py:11).
# says: To fix it, let every thread take the locks in the same order: first, then second. All of them run two_locks.py:11 and two_locks.py:13, so take must not go by the order of its arguments: sort the locks first, for example by a number or a name.
