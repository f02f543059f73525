# expect: exit 0
import threading

barrier = threading.Barrier(2)
cells = [0, 0]


def work(own, other):
    cells[own] += 1
    barrier.wait()
    cells[other] += 1
    barrier.wait()
    cells[own] += 1


threads = [threading.Thread(target=work, args=pair) for pair in ((0, 1), (1, 0))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(cells)
