# expect: deadlock
# kind: mixedCycle
import threading
import time

a = threading.Lock()
b = threading.Lock()


def first():
    with b:
        time.sleep(0.1)
        with a:
            print('never')


def second():
    time.sleep(0.05)
    with b:
        print('never')


one = threading.Thread(target=first, name='one')
two = threading.Thread(target=second, name='two')
with a:
    one.start()
    two.start()
    two.join()

# says: Deadlock: MainThread, two and one wait for each other
# says: MainThread holds a (taken at join_and_two_locks.py:25) and waits until two has ended.
# says: two waits for b, held by one (taken at join_and_two_locks.py:11).
# says: one holds b (taken at join_and_two_locks.py:11) and waits for a, held by MainThread (taken at join_and_two_locks.py:25).
# says: To fix it, let MainThread release a before it waits for the end of two at join_and_two_locks.py:28: one needs a before two can end.
