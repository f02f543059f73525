# expect: same output as python3
from concurrent.futures import ThreadPoolExecutor


def outer():
    return pool.submit(pow, 2, 10).result()


with ThreadPoolExecutor(max_workers=2) as pool:
    print(pool.submit(outer).result())
