# expect: same output as python3
# requires: 3.13
import sys
import threading

seen = []
ready = threading.Event()
go = threading.Event()


def later():
    return 1


def work():
    ready.set()
    go.wait()
    later()


def profile(frame, event, arg):
    if event == 'call' and frame.f_code.co_name == 'later':
        seen.append(threading.current_thread().name)


thread = threading.Thread(target=work, name='running')
thread.start()
ready.wait()
threading.setprofile_all_threads(profile)
go.set()
thread.join()
later()
threading.setprofile_all_threads(None)
later()
print(seen, sys.getprofile())
# output:
# ['running', 'MainThread'] None
