# expect: finds AssertionError
# from: own: Timer.cancel after it has fired
# cancel comes when the timer has begun to fire.

import threading

lock = threading.Lock()
state = 'waiting'


def expire():
    global state
    with lock:
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
