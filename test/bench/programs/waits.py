"""Two threads and a lock of theirs; then it waits for a line that does not come."""

import threading

lock = threading.Lock()


def work():
    for _ in range(1_000):
        with lock:
            pass


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
input()
