# expect: finds deadlock
# from: own: a permit that is not given back
# A permit is lost on the way out: the next one waits for ever.

import threading

permits = threading.Semaphore(1)
lock = threading.Lock()
stock = 1


def buy():
    global stock
    permits.acquire()
    with lock:
        if stock == 0:
            assert stock == 0
            return
        stock -= 1
    permits.release()


threads = [threading.Thread(target=buy, name=f'buyer-{n}') for n in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
