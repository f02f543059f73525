# expect: stopped
import atexit


@atexit.register
def never_ends():
    while True:
        pass


print('main ends')
