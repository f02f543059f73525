# expect: deadlock
# explained: MainThread, worker, lock
import threading

lock = threading.Lock()


def work():
    with lock:
        print('never')


worker = threading.Thread(target=work, name='worker')
with lock:
    worker.start()
    worker.join()
