# expect: same output as python3
# Opposite orders, but who does not get the second lock gives back the first.
import threading
import time

left = threading.Lock()
right = threading.Lock()
done = []


def work(first, second, pause):
    while True:
        with first:
            time.sleep(0.02)
            if second.acquire(blocking=False):
                done.append(1)
                second.release()
                return
        time.sleep(pause)


threads = [
    threading.Thread(target=work, args=(left, right, 0.01)),
    threading.Thread(target=work, args=(right, left, 0.07)),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(done))
