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
# says: The last notify of news, by MainThread at notify_one_of_two.py:18, woke one thread.
# says: To fix it, call news.notify_all(), which lets all that wait go on, or notify once for each of them.
