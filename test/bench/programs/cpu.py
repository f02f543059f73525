"""Plain computation in the main thread: what the runtime costs where it has nothing to do."""

import sys


def compute(rounds):
    total = 0
    for number in range(rounds):
        total = (total * 31 + number) % 1000003
    return total


compute(int(sys.argv[1]))
