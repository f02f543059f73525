# expect: same output as python3
# predicted: foreignRelease room
# The first reader takes the lock, the last one releases it: often another thread.
import threading
import time

room = threading.Lock()
counting = threading.Lock()
readers = 0


def read(seconds):
    global readers
    with counting:
        readers += 1
        if readers == 1:
            room.acquire()
    time.sleep(seconds)
    with counting:
        readers -= 1
        if readers == 0:
            room.release()


threads = [threading.Thread(target=read, args=(seconds,)) for seconds in (0.02, 0.1)]
for thread in threads:
    thread.start()
time.sleep(0.01)
with room:
    print('written')
for thread in threads:
    thread.join()
