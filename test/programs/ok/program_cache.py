# expect: same output as python3
import functools
import threading
import time
from collections import OrderedDict

calls = []


class LruCache:
    def __init__(self, size):
        self.size = size
        self.lock = threading.RLock()
        self.items = OrderedDict()

    def get(self, key, make):
        with self.lock:
            if key in self.items:
                self.items.move_to_end(key)
            else:
                self.items[key] = make(key)
                if len(self.items) > self.size:
                    self.items.popitem(last=False)
            return self.items[key]


def make(key):
    calls.append(key)
    time.sleep(0.005)
    return key * 2


@functools.lru_cache(maxsize=None)
def slow_double(number):
    time.sleep(0.005)
    return number * 2


cache = LruCache(2)
threads = [threading.Thread(target=cache.get, args=('k', make)) for _ in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(calls, [cache.get(key, make) for key in 'klmk'], calls)
print(slow_double(2), slow_double(2), slow_double.cache_info().hits)
