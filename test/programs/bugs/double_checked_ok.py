# expect: nothing
# They are complete before anybody else can see them.

import threading

lock = threading.Lock()
settings = None


def get_settings():
    global settings
    if settings is None:
        with lock:
            if settings is None:
                made = {}
                made['port'] = 8080
                settings = made
    return settings


def work():
    assert get_settings()['port'] == 8080


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
