"""Five philosophers, five forks. Each takes the fork on the left and waits for the right."""

import threading
import time


class Philosopher(threading.Thread):
    def __init__(self, name, left_fork, right_fork):
        super().__init__(name=name)
        self.left_fork = left_fork
        self.right_fork = right_fork

    def run(self):
        with self.left_fork:
            print(f'{self.name} has the left fork')
            time.sleep(1)  # long enough for all others to take theirs
            with self.right_fork:
                print(f'{self.name} eats')


names = ['Aristotle', 'Hypatia', 'Kant', 'Laozi', 'Simone']
forks = [threading.Lock() for _ in names]

# The table is round: the last one's right fork is the first one's left fork.
philosophers = [
    Philosopher(name, forks[seat], forks[(seat + 1) % len(forks)])
    for seat, name in enumerate(names)
]
for philosopher in philosophers:
    philosopher.start()

# The cure: let one of them take the right fork first.
for philosopher in philosophers:
    philosopher.join()
print('never printed')
