# expect: same output as python3
import threading
import time


class Singleton(type):
    _lock = threading.Lock()
    _instances = {}

    def __call__(cls, *args, **kwargs):
        if cls not in Singleton._instances:
            with Singleton._lock:
                if cls not in Singleton._instances:
                    Singleton._instances[cls] = super().__call__(*args, **kwargs)
        return Singleton._instances[cls]


class Config(metaclass=Singleton):
    made = 0

    def __init__(self):
        time.sleep(0.01)
        Config.made += 1


found = set()
threads = [threading.Thread(target=lambda: found.add(id(Config()))) for _ in range(10)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(found), Config.made)
