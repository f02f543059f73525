# expect: same output as python3
import threading
import time


class Worker:
    def __init__(self):
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name='polite worker')
        self.rounds = 0

    def _run(self):
        while not self._stop.wait(0.02):
            self.rounds += 1

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *exc):
        self._stop.set()
        self._thread.join()


with Worker() as worker:
    time.sleep(0.2)
print(worker.rounds >= 1, worker._thread.is_alive())
