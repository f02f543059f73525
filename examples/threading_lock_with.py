"""'with lock:' takes a lock and releases it for sure: the same as try and finally."""

import threading
import time

screen = threading.Lock()


def write_with(text):
    with screen:
        print(text, end=' ', flush=True)
        time.sleep(0.4)
        print('(written with "with")')


def write_by_hand(text):
    screen.acquire()
    try:
        print(text, end=' ', flush=True)
        time.sleep(0.4)
        print('(written by hand)')
    finally:
        screen.release()


first = threading.Thread(target=write_with, args=('one',), name='first')
second = threading.Thread(target=write_by_hand, args=('two',), name='second')
third = threading.Thread(target=write_with, args=('three',), name='third')

for thread in (first, second, third):
    thread.start()
    time.sleep(0.1)  # they come one after the other, and queue up for the lock
for thread in (first, second, third):
    thread.join()

print('the lock is', 'taken' if screen.locked() else 'free')
