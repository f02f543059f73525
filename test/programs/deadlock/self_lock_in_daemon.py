# expect: hang, then exit 0
# kind: selfDeadlock
# certainty: likely
import threading
import time

changed = threading.Condition(threading.Lock())


def watch():
    with changed:
        with changed:
            changed.wait()


threading.Thread(target=watch, daemon=True, name='watcher').start()
time.sleep(0.1)
print('the program goes on')

# says: watcher waits for changed.lock, which it holds itself
# says: watcher holds changed.lock (taken at self_lock_in_daemon.py:11) and waits for it again at self_lock_in_daemon.py:12.
# says: It waits for ever unless another thread releases changed.lock.
# says: To fix it, release changed.lock between self_lock_in_daemon.py:11 and self_lock_in_daemon.py:12, leave out the second acquire, or make it a threading.RLock(), which its owner may take again.
