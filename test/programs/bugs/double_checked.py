# expect: finds KeyError
# from: double-checked locking (Farchi, Nir & Ur, IPDPS 2003)
# The settings can be seen by all before they are complete.

import threading

lock = threading.Lock()
settings = None


def get_settings():
    global settings
    if settings is None:
        with lock:
            if settings is None:
                settings = {}
                settings['port'] = 8080
    return settings


def work():
    assert get_settings()['port'] == 8080


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
