# expect: nothing
# The corrected twin of timer_cancel.py.

import threading

lock = threading.Lock()
state = 'waiting'


def expire():
    global state
    with lock:
        if state != 'answered':
            state = 'expired'


timer = threading.Timer(0.01, expire)
timer.start()
reply = threading.Timer(0.01, lambda: None)
reply.start()
reply.join()
timer.cancel()
with lock:
    state = 'answered'
timer.join()
assert state == 'answered', state
