# expect: same output as python3
import queue
import threading

tasks = queue.Queue()


def work():
    while True:
        print('task', tasks.get())
        tasks.task_done()


threading.Thread(target=work, daemon=True).start()
for number in range(3):
    tasks.put(number)
tasks.join()
print('all done')
