# expect: nothing
# Who looks and makes holds the lock.

import threading

lock = threading.Lock()


class Pool:
    _instance = None

    @classmethod
    def instance(cls):
        with lock:
            if cls._instance is None:
                cls._instance = cls()
            return cls._instance


seen = []


def use():
    seen.append(Pool.instance())


threads = [threading.Thread(target=use) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert seen[0] is seen[1], 'two instances'
