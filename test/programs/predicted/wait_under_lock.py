# expect: exit 0
# predicted: blockingUnderLock settings
import threading
import time

settings = threading.Lock()
loaded = threading.Event()


def load():
    with settings:
        print('loading')
    time.sleep(0.2)
    loaded.set()


thread = threading.Thread(target=load)
thread.start()
time.sleep(0.1)
with settings:
    loaded.wait()
    print('loaded')
thread.join()
