# expect: same output as python3
import threading
import time


class Latch:
    def __init__(self, count):
        self.count = count
        self.zero = threading.Condition()

    def down(self):
        with self.zero:
            self.count -= 1
            if self.count == 0:
                self.zero.notify_all()

    def wait(self, timeout=None):
        with self.zero:
            return self.zero.wait_for(lambda: self.count == 0, timeout)


latch = Latch(3)
print(latch.wait(0.01))
for number in range(3):
    threading.Timer(number * 0.02, latch.down).start()
print(latch.wait(2), latch.count)
time.sleep(0)
