# expect: stall, then exit 0
# kind: lockCycle
# certainty: passing
import threading
import time

first = threading.Lock()
second = threading.Lock()


def take(mine, other):
    with mine:
        time.sleep(0.1)
        if other.acquire(timeout=1):
            other.release()


threading.Thread(target=take, args=(first, second), name='one').start()
threading.Thread(target=take, args=(second, first), name='two').start()

# says: Until a timeout, one and two wait for each other’s locks
# says: one holds first (taken at stall_two_locks_until_timeout.py:12) and waits for second, held by two (taken at stall_two_locks_until_timeout.py:12).
# says: two holds second (taken at stall_two_locks_until_timeout.py:12) and waits for first, held by one (taken at stall_two_locks_until_timeout.py:12).
