"""acquire(blocking=False) asks for a lock without waiting: True means that you have it."""

import threading
import time

printer = threading.Lock()


def hold_printer():
    """Uses the printer for half a second, rests for half a second, three times."""
    for _ in range(3):
        with printer:
            time.sleep(0.5)
        time.sleep(0.5)


def poll_printer():
    """Never waits for the printer: if it is busy, does something else and asks again."""
    time.sleep(0.25)
    jobs = 0
    tries = 0
    while jobs < 2:
        tries += 1
        if printer.acquire(blocking=False):
            print(f'try {tries}: the printer is free, printing')
            jobs += 1
            printer.release()
        else:
            print(f'try {tries}: busy, drinking some coffee')
        time.sleep(0.5)


holder = threading.Thread(target=hold_printer, name='holder', daemon=True)
poller = threading.Thread(target=poll_printer, name='poller')
holder.start()
poller.start()
poller.join()
