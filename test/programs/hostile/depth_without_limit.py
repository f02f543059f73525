# expect: any end
import sys

sys.setrecursionlimit(10**9)


def dive(depth):
    return dive(depth + 1) + 1


dive(0)
