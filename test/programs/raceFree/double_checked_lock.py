# expect: exit 0
import threading

lock = threading.Lock()
instance = None


def work():
    global instance
    if instance is None:
        with lock:
            if instance is None:
                instance = object()
    return instance


threads = [threading.Thread(target=work, name=f'worker {number}') for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
