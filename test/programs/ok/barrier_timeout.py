# expect: same output as python3
import threading

barrier = threading.Barrier(2, timeout=0.05)
for timeout in (None, 0.01):
    try:
        barrier.wait(timeout)
    except threading.BrokenBarrierError:
        print('broken', barrier.broken)


def explode():
    raise ValueError('in the action')


barrier = threading.Barrier(2, action=explode)
log = []


def work():
    try:
        barrier.wait()
    except Exception as error:
        log.append(type(error).__name__)


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(log))
