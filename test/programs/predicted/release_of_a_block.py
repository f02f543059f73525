# expect: exit 0
# predicted: foreignRelease guard
import threading
import time

guard = threading.Lock()


def impatient():
    time.sleep(0.1)
    guard.release()


thread = threading.Thread(target=impatient)
thread.start()
try:
    with guard:
        time.sleep(0.2)
except RuntimeError as error:
    print(error)
thread.join()
