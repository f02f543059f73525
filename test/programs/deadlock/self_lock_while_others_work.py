# expect: hang while others go on
# kind: selfDeadlock
# certainty: likely
import threading
import time

lock = threading.Lock()


def log(text):
    with lock:
        print(text)


def work():
    with lock:
        log('never')


threading.Thread(target=work, name='worker').start()
while True:
    time.sleep(0.1)

# says: worker waits for lock, which it holds itself
# says: worker holds lock (taken at self_lock_while_others_work.py:16) and waits for it again at self_lock_while_others_work.py:11.
# says: It waits for ever unless another thread releases lock.
# says: To fix it, make lock a threading.RLock(), which its owner may take again, or let log (self_lock_while_others_work.py:11) rely on its caller work having taken it.
