# expect: finds deadlock
# from: Python’s documentation of concurrent.futures, deadlocks
# Both workers wait for a job that needs a worker.

from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=2)


def part(n):
    return n * n


def whole():
    return pool.submit(part, 3).result() + 1


first, second = pool.submit(whole), pool.submit(whole)
assert first.result() + second.result() == 20
pool.shutdown()
