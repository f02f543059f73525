# expect: same output as python3
import threading
import time

done = threading.Event()


def wait():
    if not done.wait(0.1):
        print('the thread gave up waiting')


threading.Thread(target=wait).start()
raise RuntimeError('main is gone')
