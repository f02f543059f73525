# expect: same output as python3
import threading
import time


def child(depth):
    time.sleep(0.03)
    print('depth', depth)
    if depth < 3:
        threading.Thread(target=child, args=(depth + 1,)).start()


# Threads that threads start while the main thread has already ended.
threading.Thread(target=child, args=(1,)).start()
print('main ends')
