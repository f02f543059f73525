# expect: hang, then exit 0
# kind: joinCycle
import threading
import time

threads = {}


def wait(other):
    time.sleep(0.1)
    threads[other].join()


for name, other in (('one', 'two'), ('two', 'three'), ('three', 'one')):
    threads[name] = threading.Thread(target=wait, args=(other,), daemon=True, name=name)
for thread in threads.values():
    thread.start()
time.sleep(1)
print('the main thread does not wait for them')

# says: Deadlock: one, two and three wait for each other to end
# says: one waits until two has ended.
# says: two waits until three has ended.
# says: three waits until one has ended.
# says: To fix it, leave out one of these joins (join_cycle_of_three_daemons.py:11): let only the thread that started the others wait for them.
