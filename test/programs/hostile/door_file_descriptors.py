# expect: any end, stdout contains "three at most"
import os

open_ones = []
for number in range(64):
    try:
        os.fstat(number)
        open_ones.append(number)
    except OSError:
        pass
print('three at most' if set(open_ones) <= {0, 1, 2} else open_ones, flush=True)
