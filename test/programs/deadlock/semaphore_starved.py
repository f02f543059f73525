# expect: deadlock
# kind: nobodyActs
import threading

slots = threading.Semaphore(1)


def work():
    slots.acquire()  # and never released


for number in (1, 2):
    thread = threading.Thread(target=work, name=f'worker-{number}')
    thread.start()

# says: Nobody is left to release slots
# says: worker-2 waits for slots at semaphore_starved.py:9.
# says: The value of slots is 0, and no thread is left that could release it.
# says: To fix it, release slots once for each time it is taken; “with slots:” does that by itself.
