# expect: same output as python3
import atexit
import threading
import time


def work():
    time.sleep(0.05)
    print('thread ends')


atexit.register(print, 'atexit: registered first, runs last')
atexit.register(print, 'atexit: registered last, runs first', flush=True)
gone = atexit.register(print, 'never')
atexit.unregister(gone)
atexit.register(lambda: print('threads alive:', threading.active_count()))
threading.Thread(target=work).start()
print('main ends')
