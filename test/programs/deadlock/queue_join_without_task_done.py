# expect: deadlock
# explained: MainThread, jobs
import queue
import threading

jobs = queue.Queue()
jobs.put(1)
thread = threading.Thread(target=jobs.get)
thread.start()
thread.join()
jobs.join()
