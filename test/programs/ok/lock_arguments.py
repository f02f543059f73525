# expect: same output as python3
import threading


def attempt(action, *args, **kwargs):
    try:
        print(action(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__)


for make in (threading.Lock, threading.RLock):
    lock = make()
    attempt(lock.acquire)
    attempt(lock.release)
    attempt(lock.release)
    attempt(lock.acquire, False)
    attempt(lock.release)
    attempt(lock.acquire, True, 0.01)
    attempt(lock.release)
    attempt(lock.acquire, blocking=False, timeout=1)
    attempt(lock.acquire, timeout=-1)
    attempt(lock.release)
    attempt(lock.acquire, timeout=-5)
    attempt(lock.acquire, timeout=threading.TIMEOUT_MAX * 10)
    attempt(lock.acquire, 'yes', 'no')
    attempt(lock.acquire, 1, 2, 3)
    attempt(lock.acquire, timeout=0)
    attempt(lock.acquire, blocking=0)

attempt(threading.Lock, 1)
attempt(threading.Lock, blocking=True)
