# expect: same output as python3
# The daemon waits until the very end of the program.
import atexit
import threading

over = threading.Event()


def tidy_up():
    over.wait()
    print('tidied up')


cleaner = threading.Thread(target=tidy_up, daemon=True)
cleaner.start()


@atexit.register
def finish():
    over.set()
    cleaner.join()


print('main is over')
