# expect: same output as python3
from concurrent.futures import ThreadPoolExecutor


def leaf(number):
    return number + 1


def branch(number):
    with ThreadPoolExecutor(2) as inner:
        return sum(inner.map(leaf, range(number)))


with ThreadPoolExecutor(3) as outer:
    print(list(outer.map(branch, range(6))))
