# expect: same output as python3
# The notify comes too early, but the variable remembers it.
import threading
import time

news = threading.Condition()
is_there = False


def read():
    time.sleep(0.1)
    with news:
        while not is_there:
            news.wait()
        print('read')


reader = threading.Thread(target=read)
reader.start()
with news:
    is_there = True
    news.notify_all()
reader.join()
