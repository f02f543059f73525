# expect: deadlock
# kind: nobodyActs
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

# says: Nobody is left to notify news
# says: b waits to be notified by news at notify_one_of_two.py:11.
# says: To fix it, keep what is waited for in a variable, set it together with the notify, and wait with news.wait_for(…), which looks at it first.
