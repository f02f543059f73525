# expect: deadlock
# kind: lockCycle
import threading
import time

locks = [threading.Lock() for _ in range(3)]


def take(number):
    with locks[number]:
        time.sleep(0.1)
        with locks[(number + 1) % 3]:
            print('never')


for number, name in enumerate(('red', 'green', 'blue')):
    threading.Thread(target=take, args=(number,), name=name).start()

# says: Deadlock: red, green and blue wait for each other’s locks
# says: red holds locks[0] (taken at three_locks.py:10) and waits for locks[1], held by green (taken at three_locks.py:10).
# says: green holds locks[1] (taken at three_locks.py:10) and waits for locks[2], held by blue (taken at three_locks.py:10).
# says: blue holds locks[2] (taken at three_locks.py:10) and waits for locks[0], held by red (taken at three_locks.py:10).
# says: To fix it, let every thread take the locks in the same order: locks[0], then locks[1], then locks[2]. All of them run three_locks.py:10 and three_locks.py:12, so take must not go by the order of its arguments: sort the locks first, for example by a number or a name.
