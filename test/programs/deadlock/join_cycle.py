# expect: deadlock
# kind: joinCycle
import threading
import time

threads = {}


def wait(other):
    time.sleep(0.1)
    threads[other].join()


threads['left'] = threading.Thread(target=wait, args=('right',), name='left')
threads['right'] = threading.Thread(target=wait, args=('left',), name='right')
for thread in threads.values():
    thread.start()

# says: Deadlock: left and right wait for each other to end
# says: left waits until right has ended.
# says: right waits until left has ended.
# says: To fix it, leave out one of these joins (join_cycle.py:11): let only the thread that started the others wait for them.
