# expect: same output as python3
import sys
import threading
import time


def deep():
    value = 'local of deep'
    event.wait()
    return value


def work():
    deep()


def names(frame):
    found = []
    while frame:
        if frame.f_code.co_filename == __file__:
            found.append(frame.f_code.co_name)
        frame = frame.f_back
    return found


event = threading.Event()
thread = threading.Thread(target=work)
thread.start()
time.sleep(0.05)
frames = sys._current_frames()
print(len(frames), thread.ident in frames, threading.get_ident() in frames)
print(names(frames[thread.ident]))
print(names(frames[threading.get_ident()]))
frame = frames[thread.ident]
while frame.f_code.co_name != 'deep':
    frame = frame.f_back
print(frame.f_locals['value'], frame.f_lineno)
del frame, frames
event.set()
thread.join()
