# expect: deadlock
# explained: left, right
import threading
import time

threads = {}


def wait(other):
    time.sleep(0.1)
    threads[other].join()


threads['left'] = threading.Thread(target=wait, args=('right',), name='left')
threads['right'] = threading.Thread(target=wait, args=('left',), name='right')
for thread in threads.values():
    thread.start()
