# expect: finds AssertionError
# from: race in lazy initialisation (Goetz et al., Java Concurrency in Practice, 2006)
# Both find no instance, and each makes one.

import threading


class Pool:
    _instance = None

    @classmethod
    def instance(cls):
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
