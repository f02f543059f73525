# expect: same output as python3
import threading


class Forgot(threading.Thread):
    def __init__(self):
        pass


def attempt(action):
    try:
        action()
    except RuntimeError as error:
        print(error)


attempt(lambda: Forgot().start())
attempt(lambda: threading.Thread().join())
attempt(lambda: threading.current_thread().join())
attempt(lambda: Forgot().join())
attempt(lambda: setattr(Forgot(), 'daemon', True))
