# expect: same output as python3
import _thread
import threading


def work():
    thread = threading.current_thread()
    print(type(thread).__name__, thread.name, thread.daemon, thread.is_alive())
    print(thread is threading.current_thread())
    print(thread in threading.enumerate())
    done.release()


done = _thread.allocate_lock()
done.acquire()
_thread.start_new_thread(work, ())
done.acquire()
print(threading.main_thread() is threading.current_thread())
