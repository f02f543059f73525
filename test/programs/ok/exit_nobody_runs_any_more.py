# expect: same output as python3
# requires: 3.14
import gc
import sys
import threading
import time


def count():
    while True:
        time.sleep(0.001)
        ticks.append(1)


class Last:
    """Destroyed when the interpreter is: other threads run no more, and none can be started."""

    def __init__(self, thread, ticks):
        self.thread, self.ticks = thread, ticks
        self.itself = self

    def __del__(self):
        before = len(self.ticks)
        time.sleep(0.1)
        print('ticks:', len(self.ticks) - before, sys.is_finalizing(), self.thread.is_alive())
        for action in (self.thread.join, lambda: self.thread.join(1), threading.Thread().start):
            try:
                action()
            except PythonFinalizationError as error:
                print(error)


ticks = []
thread = threading.Thread(target=count, daemon=True)
thread.start()
gc.disable()
Last(thread, ticks)
print(sys.is_finalizing())

# output:
# False
# ticks: 0 True True
# cannot join thread at interpreter shutdown
# cannot join thread at interpreter shutdown
# can't create new thread at interpreter shutdown
