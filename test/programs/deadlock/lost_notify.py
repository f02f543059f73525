# expect: deadlock
# kind: nobodyActs
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

# says: Nobody is left to notify news
# says: waiter waits to be notified by news at lost_notify.py:12.
# says: MainThread notified news at lost_notify.py:17, but nobody was waiting then: a notify wakes only threads that already wait, and is not remembered.
# says: To fix it, keep what is waited for in a variable, set it together with the notify, and wait with news.wait_for(…), which looks at it first.
