# expect: same output as python3
import threading
from dataclasses import dataclass, field


class Registry:
    lock = threading.Lock()
    names = []

    @classmethod
    def add(cls, name):
        with cls.lock:
            cls.names.append(name)


@dataclass
class Box:
    value: int = 0
    lock: object = field(default_factory=threading.RLock, repr=False)

    def add(self, amount):
        with self.lock:
            self.value += amount
            return self


def work(name):
    Registry.add(name)
    box.add(1).add(1)


box = Box()
threads = [threading.Thread(target=work, args=(name,)) for name in 'abc']
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(Registry.names), box)
