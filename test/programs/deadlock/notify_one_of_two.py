# expect: deadlock
# explained: news
import threading
import time

news = threading.Condition()


def wait():
    with news:
        news.wait()


for name in ('a', 'b'):
    threading.Thread(target=wait, name=name).start()
time.sleep(0.1)
with news:
    news.notify()
