# expect: exit 1, stderr contains "multiprocessing"
from multiprocessing import Pool

if __name__ == '__main__':
    with Pool(2) as pool:
        print(pool.map(abs, [-1, -2]))
