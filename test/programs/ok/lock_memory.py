# expect: same output as python3
"""Locks that die give their memory back, also those of a subclass in a cycle."""

import gc
import queue
import threading
import weakref


class Named(type(threading.RLock())):
    """An RLock with attributes."""


def places(make):
    return len({id(make()) for _ in range(200)}) < 20


print(places(threading.Lock), places(threading.RLock), places(queue.SimpleQueue))

lock = Named()
lock.me = lock
seen = weakref.ref(lock)
del lock
gc.collect()
print(seen())
