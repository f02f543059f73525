# expect: deadlock
# kind: nobodyActs
import queue
import threading

jobs = queue.Queue()
jobs.put(1)
thread = threading.Thread(target=jobs.get)
thread.start()
thread.join()
jobs.join()

# says: Nobody is left to finish the work of jobs
# says: MainThread waits until all work of jobs is done at queue_join_without_task_done.py:11.
# says: One item of jobs is not reported as done.
# says: To fix it, call jobs.task_done() once for each item that was taken, also after an error.
