# expect: finds deadlock
# from: losing a notify (Farchi, Nir & Ur, IPDPS 2003)
# The event is set between the look and the clear, and forgotten.

import threading

wanted = threading.Event()


def request():
    wanted.set()


def serve():
    if not wanted.is_set():
        wanted.clear()
        wanted.wait()

threads = [threading.Thread(target=target, name=target.__name__) for target in (serve, request)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
