# expect: deadlock
# explained: MainThread, worker
import threading

# The main thread waits for the worker at the end, the worker for the main thread.
worker = threading.Thread(target=threading.main_thread().join, name='worker')
worker.start()
worker.join()
