"""The smallest threaded program: start some threads and wait for them."""

import threading
import time


def work():
    print('work begins')
    time.sleep(1)  # stands for something slow: a download, a computation
    print('work is done')


threads = []
for _ in range(3):
    thread = threading.Thread(target=work)
    threads.append(thread)
    thread.start()  # from here on, work() runs beside the main thread

for thread in threads:
    thread.join()  # wait until the thread has ended

# Three seconds of work took one second, because the threads slept at the same time.
print('all done')
