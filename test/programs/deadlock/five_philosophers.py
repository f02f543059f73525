# expect: deadlock
# kind: lockCycle
import threading
import time


class Philosopher(threading.Thread):
    def __init__(self, name, left, right):
        super().__init__(name=name)
        self.left = left
        self.right = right

    def run(self):
        self.left.acquire()
        time.sleep(0.1)
        self.right.acquire()
        print('never')


names = ['Ayn', 'Ben', 'Cat', 'Dan', 'Eve']
forks = [threading.Lock() for _ in names]
for seat, name in enumerate(names):
    Philosopher(name, forks[seat], forks[(seat + 1) % 5]).start()

# says: Deadlock: Ayn, Ben, Cat, Dan and Eve wait for each other’s locks
# says: Ayn holds forks[0] (taken at five_philosophers.py:14) and waits for forks[1], held by Ben (taken at five_philosophers.py:14).
# says: Eve holds forks[4] (taken at five_philosophers.py:14) and waits for forks[0], held by Ayn (taken at five_philosophers.py:14).
# says: MainThread waits until Eve has ended.
# says: To fix it, let every thread take the locks in the same order: forks[0], then forks[1], then forks[2], then forks[3], then forks[4]. All of them run five_philosophers.py:14 and five_philosophers.py:16, so Philosopher.run must not go by the order of its arguments: sort the locks first, for example by a number or a name.
