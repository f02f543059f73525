# expect: exit 0
# predicted: foreignRelease lock
import threading
import time

lock = threading.Lock()


def helper():
    time.sleep(0.1)
    lock.release()


def careful():
    with lock:
        print('alone?')


careful()
lock.acquire()
thread = threading.Thread(target=helper)
thread.start()
thread.join()
careful()
