# expect: deadlock
# kind: nobodyActs, nobodyActs
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=1)


def outer():
    return pool.submit(print, 'never').result()


pool.submit(outer).result()

# says: Nobody is left to complete Future #2
# says: ThreadPoolExecutor-0_0 waits for the result of Future #2 at pool_waits_for_itself.py:9.
# says: To fix it, don’t let a task of a pool wait for another task of the same pool, or add workers.
