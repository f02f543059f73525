# expect: nothing
# The corrected twin of pool_waits_for_itself.py.

from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=4)


def part(n):
    return n * n


def whole():
    return pool.submit(part, 3).result() + 1


first, second = pool.submit(whole), pool.submit(whole)
assert first.result() + second.result() == 20
pool.shutdown()
