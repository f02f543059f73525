# expect: same output as python3
import threading

lock = threading.Lock()


def work():
    with lock:
        print('at last')


worker = threading.Thread(target=work)
with lock:
    worker.start()
    worker.join(timeout=0.1)
    print(worker.is_alive())
worker.join()
