# expect: same output as python3
# Opposite orders, but the second thread waits for the first one's signal.
import queue
import threading

left = threading.Lock()
right = threading.Lock()
finished = threading.Event()
items = queue.Queue()


def one():
    with left, right:
        pass
    finished.set()
    with right:
        with left:
            pass
    items.put('item')


def two():
    finished.wait()
    with left:
        print('after the event')


def three():
    print(items.get())
    with left, right:
        print('after the item')


threads = [threading.Thread(target=target) for target in (one, two)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
last = threading.Thread(target=three)
last.start()
last.join()
