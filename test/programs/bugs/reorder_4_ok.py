# expect: nothing
# Both are set, and looked at, under one lock.

import threading

lock = threading.Lock()
a = b = 0


def set_both():
    global a, b
    with lock:
        a = 1
        b = -1


def check():
    with lock:
        assert (a == 0 and b == 0) or (a == 1 and b == -1), (a, b)


threads = [threading.Thread(target=set_both, name=f'setter-{n}') for n in range(3)]
threads.append(threading.Thread(target=check, name='check'))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
