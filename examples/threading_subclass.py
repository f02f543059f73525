"""A class may be a thread: derive from Thread and write run()."""

import threading
import time


class Runner(threading.Thread):
    """start() calls run() in the new thread. Never call run() yourself."""

    def run(self):
        print(f'{self.name} is off')
        for lap in (1, 2):
            time.sleep(0.5)
            print(f'{self.name} has finished lap {lap}')


runners = [Runner(name=name) for name in ('hare', 'tortoise', 'fox')]

for runner in runners:
    runner.start()
    time.sleep(0.1)

for runner in runners:
    runner.join()

print('the race is over')
