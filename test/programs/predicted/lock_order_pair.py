# expect: exit 0
# predicted: lockOrder left right
import threading

left = threading.Lock()
right = threading.Lock()


def one():
    with left:
        with right:
            print('one')


def two():
    with right:
        with left:
            print('two')


threads = [threading.Thread(target=one), threading.Thread(target=two)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
