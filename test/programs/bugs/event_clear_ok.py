# expect: nothing
# The corrected twin of event_clear.py.

import threading

wanted = threading.Event()


def request():
    wanted.set()


def serve():
    wanted.wait()
    wanted.clear()

threads = [threading.Thread(target=target, name=target.__name__) for target in (serve, request)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
