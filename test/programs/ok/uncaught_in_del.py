# expect: same output as python3
import sys


def hook(unraisable):
    print(unraisable.exc_type.__name__, unraisable.exc_value)


class Broken:
    def __del__(self):
        raise ValueError('in __del__')


sys.unraisablehook = hook
Broken()
print('goes on')
