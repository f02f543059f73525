# expect: deadlock
# explained: MainThread, lock
import threading

lock = threading.Lock()
lock.acquire()
lock.acquire()
