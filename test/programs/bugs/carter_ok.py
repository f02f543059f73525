# expect: nothing
# The corrected twin of carter.py.

import threading

m, n, l = threading.Lock(), threading.Lock(), threading.Lock()
a = b = 0


def first():
    global a
    with m:
        a += 1
        if a == 1:
            l.acquire()
    with m:
        a -= 1
        if a == 0:
            l.release()


def second():
    global b
    with n:
        b += 1
        if b == 1:
            l.acquire()
    with n:
        b -= 1
        if b == 0:
            l.release()

threads = [threading.Thread(target=target, name=target.__name__) for target in (first, second)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
