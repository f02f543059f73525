"""Wait for all threads without keeping a list: threading.enumerate() knows them."""

import logging
import threading
import time

logging.basicConfig(level=logging.DEBUG, format='(%(threadName)-9s) %(message)s')


def count_stars(seconds):
    logging.debug('counting for %s s', seconds)
    time.sleep(seconds)
    logging.debug('counted')


for number, seconds in enumerate((0.5, 1.0, 1.5), start=1):
    threading.Thread(target=count_stars, args=(seconds,), name=f'counter-{number}').start()

print('threads alive:', threading.active_count())

for thread in threading.enumerate():
    if thread is threading.main_thread():
        continue  # a thread that waited for itself would wait for ever
    logging.debug('joining %s', thread.name)
    thread.join()

print('threads alive:', threading.active_count())
