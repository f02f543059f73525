# expect: hang, then exit 0
# kind: lockCycle
# certainty: likely
import threading
import time

disk = threading.Lock()
cache = threading.Lock()


def save():
    with cache:
        time.sleep(0.1)
        with disk:
            print('never')


def load():
    with disk:
        time.sleep(0.1)
        with cache:
            print('never')


threading.Thread(target=save, daemon=True, name='saver').start()
threading.Thread(target=load, daemon=True, name='loader').start()
time.sleep(1)
print('nobody misses them')

# says: Deadlock: saver and loader wait for each other’s locks
# says: saver holds cache (taken at lock_ring_in_daemons.py:12) and waits for disk, held by loader (taken at lock_ring_in_daemons.py:19).
# says: loader holds disk (taken at lock_ring_in_daemons.py:19) and waits for cache, held by saver (taken at lock_ring_in_daemons.py:12).
# says: They wait for ever unless another thread releases disk or cache.
# says: To fix it, take the locks in the same order in every thread: disk, then cache. saver does it the other way round: cache in save (lock_ring_in_daemons.py:12), then disk in save (lock_ring_in_daemons.py:14).
