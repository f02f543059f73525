# expect: exit 0
# predicted: leakyAcquire lock
import threading

lock = threading.Lock()
seen = set()


def visit(name):
    lock.acquire()
    if name in seen:
        return False
    seen.add(name)
    lock.release()
    return True


print(visit('a'), visit('b'))
