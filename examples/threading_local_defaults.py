"""Derive from threading.local to begin with a default value in each thread."""

import threading
import time


class Settings(threading.local):
    """__init__ runs once in every thread that uses the object."""

    def __init__(self, language):
        self.language = language


settings = Settings('English')


def work(language):
    name = threading.current_thread().name
    print(f'{name} begins in {settings.language}')
    time.sleep(0.5)
    settings.language = language
    time.sleep(0.5)
    print(f'{name} now speaks {settings.language}')


for name, language in (('worker-1', 'French'), ('worker-2', 'Greek')):
    threading.Thread(target=work, args=(language,), name=name).start()
    time.sleep(0.2)

time.sleep(1.5)
print('main still speaks', settings.language)
