"""An exception ends only its own thread. threading.excepthook is told about it."""

import threading
import time


def divide(number, divisor):
    time.sleep(divisor / 2 + 0.5)
    print(f'{number} / {divisor} = {number / divisor}')


def report(trouble):
    print(f'{trouble.thread.name} ended with {trouble.exc_type.__name__}: {trouble.exc_value}')


threads = [
    threading.Thread(target=divide, args=(12, divisor), name=f'divide by {divisor}')
    for divisor in (0, 1, 2)
]

# Without this line, Python prints the whole traceback to stderr.
threading.excepthook = report

for thread in threads:
    thread.start()
for thread in threads:
    thread.join()  # join() does not raise: it only waits

print('main goes on')
