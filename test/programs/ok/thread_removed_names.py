# expect: same output as python3
import threading

for name in ('isAlive', '_Thread__stop'):
    try:
        getattr(threading.Thread(), name)
    except AttributeError as error:
        print(error)
threading.Thread().isAlive()
