# expect: same output as python3
import threading
import time

limit = threading.BoundedSemaphore(3)
lock = threading.Lock()
inside = 0
most = 0


def work():
    global inside, most
    with limit:
        with lock:
            inside += 1
            most = max(most, inside)
        time.sleep(0.02)
        with lock:
            inside -= 1


threads = [threading.Thread(target=work) for _ in range(9)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(most, inside)
try:
    limit.release(2)
except ValueError as error:
    print(error)
