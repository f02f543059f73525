# expect: exit 1, stderr contains "ThreadPoolExecutor"
from concurrent.futures import ProcessPoolExecutor

if __name__ == '__main__':
    with ProcessPoolExecutor(2) as pool:
        print(list(pool.map(abs, [-1, -2])))
