# expect: same output as python3
import atexit
import sys


def hook(unraisable):
    print(unraisable.exc_type.__name__, unraisable.exc_value)


def fail():
    raise ValueError('in atexit')


sys.unraisablehook = hook
atexit.register(print, 'still called')
atexit.register(fail)
