# expect: same output as python3
import threading
import time

left = threading.Lock()
right = threading.Lock()
done = []


def work(first, second, patience):
    while True:
        with first:
            time.sleep(0.02)
            if second.acquire(timeout=patience):
                done.append(1)
                second.release()
                return
        time.sleep(patience)


threads = [
    threading.Thread(target=work, args=(left, right, 0.05)),
    threading.Thread(target=work, args=(right, left, 0.2)),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(done))
