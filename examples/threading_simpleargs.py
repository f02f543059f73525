"""Give each thread its own arguments, by position (args) or by name (kwargs)."""

import threading
import time


def greet(name, seconds=0.5):
    time.sleep(seconds)
    print(f'Hello, {name}! ({seconds} s)')


# args must be a tuple: note the comma when there is only one argument.
ada = threading.Thread(target=greet, args=('Ada',))
bob = threading.Thread(target=greet, args=('Bob', 1.0))
eve = threading.Thread(target=greet, kwargs={'name': 'Eve', 'seconds': 1.5})

for thread in (ada, bob, eve):
    thread.start()

for thread in (ada, bob, eve):
    thread.join()
