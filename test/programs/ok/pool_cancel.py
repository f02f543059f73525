# expect: same output as python3
import threading
import time
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor

log = []
gate = threading.Event()
pool = ThreadPoolExecutor(1)
first = pool.submit(gate.wait)
second = pool.submit(log.append, 'never')
second.add_done_callback(lambda future: log.append(('callback', future.cancelled())))
time.sleep(0.03)
print(first.running(), first.cancel(), second.cancel(), second.cancelled())
gate.set()
print(first.result())
try:
    second.result()
except CancelledError:
    print('cancelled')
first.add_done_callback(lambda future: log.append('at once'))
print(log)

gate.clear()
third = pool.submit(gate.wait)
waiting = [pool.submit(print, 'never') for _ in range(3)]
time.sleep(0.03)
pool.shutdown(wait=False, cancel_futures=True)
gate.set()
print(third.result(), [future.cancelled() for future in waiting])

future = Future()
threading.Timer(0.02, future.set_result, ['by hand']).start()
print(future.result(), future)
