# expect: same output as python3
import sys
import threading

calls = []
lines = []


def inner():
    x = 1
    return x


def work():
    inner()


def profile(frame, event, arg):
    if frame.f_code.co_filename == __file__ and event == 'call':
        calls.append(frame.f_code.co_name)


def trace(frame, event, arg):
    if frame.f_code.co_filename != __file__:
        return None
    if event == 'line':
        lines.append(frame.f_code.co_name)
    return trace


threading.setprofile(profile)
threading.settrace(trace)
print(threading.getprofile() is profile, threading.gettrace() is trace)
thread = threading.Thread(target=work)
thread.start()
thread.join()
threading.setprofile(None)
threading.settrace(None)
print(calls, lines)
print(sys.gettrace(), sys.getprofile())
thread = threading.Thread(target=work)
thread.start()
thread.join()
print(len(calls))
