# expect: same output as python3
# Opposite orders, but the second thread starts when the first has ended.
import threading
import time

left = threading.Lock()
right = threading.Lock()


def one():
    with left, right:
        pass


def two():
    with right, left:
        pass


first = threading.Thread(target=one)
first.start()
time.sleep(0.1)
first.join()
second = threading.Thread(target=two)
second.start()
second.join()
with right, left:
    print('done')
