# expect: same output as python3
import _thread
import threading
import time


def work():
    thread = threading.current_thread()
    print(type(thread).__name__, thread.name, thread.daemon, thread.is_alive())
    print(thread is threading.current_thread())
    print(thread in threading.enumerate())


_thread.start_new_thread(work, ())
time.sleep(0.05)
print(threading.main_thread() is threading.current_thread())
