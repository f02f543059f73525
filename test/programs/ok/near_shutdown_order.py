# expect: same output as python3
# The daemon holds what the last thread needs, and gives it back in time.
import threading
import time

lock = threading.Lock()


def hold():
    with lock:
        time.sleep(0.05)


def end():
    time.sleep(0.01)
    with lock:
        print('end')


threading.Thread(target=hold, daemon=True).start()
threading.Thread(target=end).start()
