# expect: deadlock
# kind: nobodyActs, nobodyActs
import queue
import threading

tasks = queue.Queue()


def work():
    while True:
        task = tasks.get()
        try:
            10 // task
        except ZeroDivisionError:
            continue  # forgets task_done()
        tasks.task_done()


threading.Thread(target=work, daemon=True, name='worker').start()
for task in (1, 0, 2):
    tasks.put(task)
tasks.join()
print('never')

# says: Nobody is left to finish the work of tasks
# says: MainThread waits until all work of tasks is done at queue_join_after_failed_task.py:22.
# says: One item of tasks is not reported as done.
# says: To fix it, call tasks.task_done() once for each item that was taken, also after an error.
# says: Nobody is left to put into tasks
# says: worker waits for an item in tasks at queue_join_after_failed_task.py:11.
