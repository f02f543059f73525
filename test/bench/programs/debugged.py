"""Plain computation with lines to set breakpoints on: one in the hot loop, one never reached."""

import sys


def compute(rounds):
    total = 0
    for number in range(rounds):
        total = (total * 31 + number) % 1000003
    return total


def never():
    return compute(0)


compute(int(sys.argv[1]))
