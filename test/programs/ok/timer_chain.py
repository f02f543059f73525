# expect: same output as python3
import threading


class Ticker:
    def __init__(self, interval, times):
        self.interval = interval
        self.left = times
        self.done = threading.Event()

    def tick(self):
        print('tick', self.left)
        self.left -= 1
        if self.left:
            threading.Timer(self.interval, self.tick).start()
        else:
            self.done.set()


ticker = Ticker(0.02, 5)
ticker.tick()
print(ticker.done.wait(2))
