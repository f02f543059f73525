# expect: same output as python3
# requires: 3.13
import queue
import threading

for make in (queue.Queue, queue.LifoQueue, queue.PriorityQueue):
    q = make()
    q.put(1)
    q.shutdown()
    try:
        q.put(2)
    except queue.ShutDown:
        print('put: ShutDown')
    print(q.get())
    try:
        q.get()
    except queue.ShutDown:
        print('get: ShutDown')

q = queue.Queue()
log = []


def wait():
    try:
        q.get()
    except queue.ShutDown:
        log.append('woken')


threads = [threading.Thread(target=wait) for _ in range(3)]
for thread in threads:
    thread.start()
q.shutdown(immediate=True)
for thread in threads:
    thread.join()
print(log)

q = queue.Queue()
q.put('lost')
q.shutdown(immediate=True)
print(q.qsize(), q.unfinished_tasks, q.is_shutdown)
q.join()
# output:
# put: ShutDown
# 1
# get: ShutDown
# put: ShutDown
# 1
# get: ShutDown
# put: ShutDown
# 1
# get: ShutDown
# ['woken', 'woken', 'woken']
# 0 0 True
