# expect: same output as python3
import threading

flags = []


def child():
    flags.append(threading.current_thread().daemon)


def parent():
    thread = threading.Thread(target=child)  # inherits the flag
    thread.start()
    thread.join()


for daemon in (True, False, None):
    thread = threading.Thread(target=parent, daemon=daemon)
    thread.start()
    thread.join()
print(flags)
print(threading.main_thread().daemon)
thread = threading.Thread(target=parent)
thread.daemon = True
print(thread.daemon)
thread.start()
try:
    thread.daemon = False
except RuntimeError as error:
    print(error)
thread.join()
