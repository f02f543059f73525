# expect: same output as python3
import threading
import time

log = []
start = time.monotonic()


def ring(*args, **kwargs):
    log.append((args, kwargs, round(time.monotonic() - start, 1)))


timers = [
    threading.Timer(0.2, ring, args=('late',)),
    threading.Timer(0.1, ring, ['early'], {'loud': True}),
    threading.Timer(0, ring),
]
for timer in timers:
    timer.start()
print(all(isinstance(timer, threading.Thread) for timer in timers))
for timer in timers:
    timer.join()
print(log)
print(timers[0].finished.is_set(), timers[0].is_alive())
timers[0].cancel()
