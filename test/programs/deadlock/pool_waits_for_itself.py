# expect: deadlock
# explained: Future
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=1)


def outer():
    return pool.submit(print, 'never').result()


pool.submit(outer).result()
