# expect: deadlock
# kind: nobodyActs
import threading

basket = []
filled = threading.Condition()


def pick():
    with filled:
        basket.append('apple')
        filled.notify_all()


def bake():
    with filled:
        filled.wait_for(lambda: len(basket) >= 2)
        print('never')


threading.Thread(target=bake, name='baker').start()
threading.Thread(target=pick, name='picker').start()

# says: Nobody is left to notify filled
# says: baker waits to be notified by filled at condition_never_true.py:17.
# says: The last notify of filled, by picker at condition_never_true.py:12, woke one thread.
# says: To fix it, let some thread make true what filled.wait_for(…) asks for, and notify filled then, or wait with a timeout.
