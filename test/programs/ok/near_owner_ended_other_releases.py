# expect: same output as python3
# predicted: foreignRelease door
# A thread may end with a Lock that another one will release.
import threading
import time

door = threading.Lock()


def open_up():
    time.sleep(0.1)
    door.release()
    print('opened')


door.acquire()
opener = threading.Thread(target=open_up)
opener.start()
opener.join()


def lock_up():
    door.acquire()


porter = threading.Thread(target=lock_up)
porter.start()
porter.join()
again = threading.Thread(target=open_up)
again.start()
with door:
    again.join()
    print('inside')
