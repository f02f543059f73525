# expect: deadlock
# explained: worker-2, slots
import threading

slots = threading.Semaphore(1)


def work():
    slots.acquire()  # and never released


for number in (1, 2):
    thread = threading.Thread(target=work, name=f'worker-{number}')
    thread.start()
