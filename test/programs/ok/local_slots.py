# expect: same output as python3
import threading


class Shared(threading.local):
    __slots__ = ('everywhere',)  # a slot is shared by all threads


shared = Shared()
shared.everywhere = 1
shared.here = 2
log = []


def work():
    log.append(shared.everywhere)
    log.append(hasattr(shared, 'here'))
    shared.everywhere = 10


thread = threading.Thread(target=work)
thread.start()
thread.join()
print(log, shared.everywhere, shared.here)
