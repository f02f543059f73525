# expect: same output as python3
import queue
import threading
import time

q = queue.Queue()
done = []


def work():
    while True:
        item = q.get()
        time.sleep(0.01)
        done.append(item)
        q.task_done()


for _ in range(2):
    threading.Thread(target=work, daemon=True).start()
for item in range(6):
    q.put(item)
q.join()
print(sorted(done), q.unfinished_tasks)
try:
    q.task_done()
except ValueError as error:
    print(error)
