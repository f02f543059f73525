# expect: same output as python3
import threading
import time

barrier = threading.Barrier(2)
log = []


def work(name):
    try:
        barrier.wait()
        log.append(f'{name} through')
    except threading.BrokenBarrierError:
        log.append(f'{name} broken')


first = threading.Thread(target=work, args=('first',))
first.start()
time.sleep(0.05)
barrier.reset()
first.join()
print(log, barrier.broken, barrier.n_waiting)
pair = [threading.Thread(target=work, args=(name,)) for name in ('second', 'third')]
for thread in pair:
    thread.start()
for thread in pair:
    thread.join()
print(sorted(log))
