# expect: same output as python3
import threading
import time


class Limiter:
    """Lets one call through every `interval` seconds."""

    def __init__(self, interval):
        self.interval = interval
        self.lock = threading.Lock()
        self.next = time.monotonic()

    def __enter__(self):
        with self.lock:
            delay = self.next - time.monotonic()
            if delay > 0:
                time.sleep(delay)
            self.next = time.monotonic() + self.interval

    def __exit__(self, *args):
        return False


limiter = Limiter(0.02)
start = time.monotonic()
moments = []


def call():
    with limiter:
        moments.append(time.monotonic() - start)


threads = [threading.Thread(target=call) for _ in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
moments.sort()
print(len(moments), all(b - a >= 0.019 for a, b in zip(moments, moments[1:])))
