# expect: same output as python3
import _thread
import sys
import time


def hook(unraisable):
    print(unraisable.exc_type.__name__, unraisable.exc_value)


def work():
    raise ValueError('from a bare thread')


sys.unraisablehook = hook
_thread.start_new_thread(work, ())
time.sleep(0.1)
print('main goes on')
