# expect: same output as python3
import time
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION
from concurrent.futures import ThreadPoolExecutor, as_completed, wait


def nap(seconds, fail=False):
    time.sleep(seconds)
    if fail:
        raise LookupError(seconds)
    return seconds


with ThreadPoolExecutor(5) as pool:
    naps = [pool.submit(nap, seconds) for seconds in (0.15, 0.01, 0.08)]
    print([future.result() for future in as_completed(naps)])

    naps = [pool.submit(nap, seconds) for seconds in (0.15, 0.01)]
    done, pending = wait(naps, return_when=FIRST_COMPLETED)
    print(len(done), len(pending))
    done, pending = wait(naps, timeout=0.01)
    print(len(done), len(pending))
    done, pending = wait(naps, return_when=ALL_COMPLETED)
    print(len(done), len(pending))

    naps = [pool.submit(nap, 0.01, True), pool.submit(nap, 0.15)]
    done, pending = wait(naps, return_when=FIRST_EXCEPTION)
    print(len(done), len(pending))
    try:
        list(as_completed(naps, timeout=0.01))
    except TimeoutError as error:
        print(error)
