"""A Timer is a thread that waits before it begins. Until then it can be cancelled."""

import logging
import threading
import time

logging.basicConfig(level=logging.DEBUG, format='(%(threadName)-10s) %(message)s')


def ring():
    logging.debug('ring! ring!')


tea = threading.Timer(1.0, ring)
tea.name = 'tea'
eggs = threading.Timer(2.0, ring)
eggs.name = 'eggs'

logging.debug('starting both timers')
tea.start()
eggs.start()

time.sleep(1.5)
logging.debug('no eggs today: cancelling %s', eggs.name)
eggs.cancel()  # in time, so this one never rings

tea.join()
eggs.join()
logging.debug('done')
