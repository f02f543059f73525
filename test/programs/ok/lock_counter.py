# expect: same output as python3
import threading

lock = threading.Lock()
total = 0


def add(times):
    global total
    for _ in range(times):
        with lock:
            seen = total
            seen += 1
            total = seen


threads = [threading.Thread(target=add, args=(500,)) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total)
