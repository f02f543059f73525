# expect: finds AssertionError
# from: compound action on a thread-safe list (Goetz et al., Java Concurrency in Practice, 2006)
# What was appended last need not be one's own.

import threading

items = []


def register(name):
    items.append(name)
    assert items[-1] == name, f'{name} got {items[-1]}'


threads = [threading.Thread(target=register, args=(name,)) for name in 'ab']
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
