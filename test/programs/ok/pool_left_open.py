# expect: same output as python3
import time
from concurrent.futures import ThreadPoolExecutor


def work(number):
    time.sleep(0.03)
    print('done', number, flush=True)


# Never shut down: the interpreter finishes what was submitted before it ends.
pool = ThreadPoolExecutor(1)
for number in range(3):
    pool.submit(work, number)
print('main ends', flush=True)
