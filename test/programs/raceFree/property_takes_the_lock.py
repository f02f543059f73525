# expect: exit 0
import threading


class Gauge:
    def __init__(self):
        self.lock = threading.Lock()
        self.held = 0

    @property
    def value(self):
        with self.lock:
            return self.held

    @value.setter
    def value(self, value):
        with self.lock:
            self.held = value


gauge = Gauge()


def work(number):
    gauge.value = number


threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(gauge.value in (0, 1))
