# expect: same output as python3
import sys


def leave(kind, error, trace):
    print('leaving because of', kind.__name__)
    sys.exit(7)


sys.excepthook = leave
1 / 0
