# expect: same output as python3
import threading
import time

lock = threading.RLock()


def nest(depth):
    with lock:
        return depth if depth == 0 else nest(depth - 1)


print(nest(50))
lock.acquire()
lock.acquire()
result = []


def outsider():
    result.append(lock.acquire(blocking=False))
    try:
        lock.release()
    except RuntimeError as error:
        result.append(str(error))
    with lock:
        result.append('got it')


thread = threading.Thread(target=outsider)
thread.start()
time.sleep(0.05)
print(result)
lock.release()
time.sleep(0.05)
print(result)
lock.release()
thread.join()
print(result)
