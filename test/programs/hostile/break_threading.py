# expect: any end
import sys
import threading

thread = threading.Thread(target=print, args=('thread',))
del sys.modules['threading']
del sys.modules['_thread']
thread.start()
thread.join()
import threading as again

again.Thread(target=print, args=('again',)).start()
