# expect: deadlock
# kind: joinCycle
import threading

# The main thread waits for the worker at the end, the worker for the main thread.
worker = threading.Thread(target=threading.main_thread().join, name='worker')
worker.start()
worker.join()

# says: Deadlock: MainThread and worker wait for each other to end
# says: MainThread waits until worker has ended.
# says: worker waits until MainThread has ended.
# says: To fix it, leave out one of these joins (join_main.py:8): let only the thread that started the others wait for them.
