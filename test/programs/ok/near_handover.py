# expect: same output as python3
# A Lock as a signal: taken twice by one thread, released by another.
import threading
import time

ready = threading.Lock()


def prepare():
    time.sleep(0.05)
    print('prepared')
    ready.release()


ready.acquire()
threading.Thread(target=prepare).start()
ready.acquire()
print('used')
