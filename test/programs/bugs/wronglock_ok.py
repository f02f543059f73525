# expect: nothing
# All take the same lock.

import threading

lock = threading.Lock()
data = 0


def first():
    global data
    with lock:
        before = data
        data += 1
        assert data == before + 1, (before, data)


def other():
    global data
    with lock:
        data += 1


threads = [threading.Thread(target=first, name='first')]
threads += [threading.Thread(target=other, name=f'other-{n}') for n in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
