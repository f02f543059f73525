# expect: finds BrokenBarrierError
# from: own: Barrier.abort while others wait
# abort comes while somebody waits.

import threading

barrier = threading.Barrier(2)
lock = threading.Lock()
turn = 0


def work():
    global turn
    with lock:
        turn += 1
        mine = turn
    barrier.wait()
    assert mine in (1, 2)


def cancel():
    barrier.abort()


threads = [threading.Thread(target=work) for _ in range(2)]
threads.append(threading.Thread(target=cancel))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
