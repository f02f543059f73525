# expect: nothing
# The corrected twin of phase.py.

import threading

x, y = threading.Lock(), threading.Lock()


def work():
    with x:
        pass
    x.acquire()
    with y:
        pass
    with y:
        pass
    x.release()


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
