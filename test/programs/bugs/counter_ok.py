# expect: nothing
# The read and the write are one step for all who take the lock.

import threading

lock = threading.Lock()
value = 0


def add():
    global value
    with lock:
        value += 1


threads = [threading.Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert value == 2, value
