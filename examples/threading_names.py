"""Every thread has a name; giving it yourself makes programs easier to follow."""

import threading
import time


def serve(seconds):
    name = threading.current_thread().name
    print(f'{name} starts')
    time.sleep(seconds)
    print(f'{name} stops')


# Without a name, Python invents one: Thread-1 and the name of the function.
unnamed = threading.Thread(target=serve, args=(0.5,))
cook = threading.Thread(target=serve, args=(1.0,), name='cook')
waiter = threading.Thread(target=serve, args=(1.5,), name='waiter')

for thread in (unnamed, cook, waiter):
    thread.start()

print(f'{threading.current_thread().name} waits')  # the first thread is MainThread
