# traces: 4, failing: 0
import queue
import threading

items = queue.SimpleQueue()


def put(item):
    items.put(item)


def take():
    assert {items.get(), items.get()} == {1, 2}


threads = [threading.Thread(target=put, args=(item,)) for item in (1, 2)]
threads.append(threading.Thread(target=take))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
