# expect: exit 0
# predicted: waitOutsideLoop ready, emptyNotify ready
import threading
import time

ready = threading.Condition()


def waiter():
    with ready:
        ready.wait()
        print('go')


def starter():
    with ready:
        ready.notify_all()


thread = threading.Thread(target=waiter)
thread.start()
time.sleep(0.1)
starter()
thread.join()
