"""Four threads of a pool compute a number per round."""

import sys
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(max_workers=4) as pool:
    assert sum(pool.map(abs, range(int(sys.argv[1])))) >= 0
