# expect: deadlock
# explained: MainThread, lock, forgetful
import threading

lock = threading.Lock()
forgetful = threading.Thread(target=lock.acquire, name='forgetful')
forgetful.start()
forgetful.join()
lock.acquire()
