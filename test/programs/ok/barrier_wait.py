# expect: same output as python3
import threading

log = []
barrier = threading.Barrier(4, action=lambda: log.append('action'))
indexes = []


def work():
    for _ in range(3):
        indexes.append(barrier.wait())


threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(indexes), log)
print(barrier.parties, barrier.n_waiting, barrier.broken)
print(threading.Barrier(1).wait())
