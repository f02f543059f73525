# expect: nothing
# Nobody appends in between.

import threading

lock = threading.Lock()
items = []


def register(name):
    with lock:
        items.append(name)
        assert items[-1] == name, f'{name} got {items[-1]}'


threads = [threading.Thread(target=register, args=(name,)) for name in 'ab']
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
