# expect: deadlock
# explained: waiter, news
import threading
import time

news = threading.Condition()


def wait():
    time.sleep(0.1)
    with news:
        news.wait()


threading.Thread(target=wait, name='waiter').start()
with news:
    news.notify_all()
