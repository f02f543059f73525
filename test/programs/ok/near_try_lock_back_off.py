# expect: same output as python3
# Opposite orders, but one thread gives up instead of waiting.
import threading

left = threading.Lock()
right = threading.Lock()


def patient():
    with left, right:
        pass


def modest():
    with right:
        if left.acquire(timeout=1):
            left.release()
        if left.acquire(blocking=False):
            left.release()


threads = [threading.Thread(target=patient), threading.Thread(target=modest)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print('done')
