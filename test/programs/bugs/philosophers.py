# expect: finds deadlock
# from: Dijkstra, Hierarchical ordering of sequential processes, 1971
# Everybody takes the left fork first.

import threading

N = 3
forks = [threading.Lock() for _ in range(N)]


def dine(left, right):
    assert left != right
    with forks[left], forks[right]:
        pass


threads = [threading.Thread(target=dine, args=(n, (n + 1) % N)) for n in range(N)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
