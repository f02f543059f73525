# expect: same output as python3
import threading

lock = threading.Lock()
lock.acquire()
threading.Timer(0.1, lock.release).start()
with lock:
    print('got it')
