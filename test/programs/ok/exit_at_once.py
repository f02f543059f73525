# expect: same output as python3
import atexit
import os
import threading
import time

atexit.register(print, 'never')
threading.Thread(target=time.sleep, args=(60,)).start()
print('before', flush=True)
os._exit(9)
