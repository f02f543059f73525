# expect: same output as python3
import time
from concurrent.futures import ThreadPoolExecutor, TimeoutError


def square(number):
    if number < 0:
        raise ValueError(f'negative: {number}')
    time.sleep(0.01)
    return number * number


with ThreadPoolExecutor(max_workers=3) as pool:
    print(list(pool.map(square, range(6))))
    future = pool.submit(square, -1)
    print(repr(future.exception()))
    try:
        future.result()
    except ValueError as error:
        print('caught', error)
    slow = pool.submit(time.sleep, 0.1)
    try:
        slow.result(timeout=0.01)
    except TimeoutError:
        print('timeout')
    print(slow.done(), slow.result(), slow.done())
    results = pool.map(square, [1, -2, 3])
    print(next(results))
    try:
        next(results)
    except ValueError as error:
        print(error)
try:
    pool.submit(square, 1)
except RuntimeError as error:
    print(error)
