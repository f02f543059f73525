# expect: same output as python3
import threading
import time

barrier = threading.Barrier(3)
log = []


def work():
    try:
        barrier.wait()
    except threading.BrokenBarrierError as error:
        log.append(repr(error))


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
time.sleep(0.05)
print(barrier.n_waiting)
barrier.abort()
for thread in threads:
    thread.join()
print(log, barrier.broken)
work()
print(len(log))
barrier.reset()
print(barrier.broken)
