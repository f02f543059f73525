"""logging puts the thread's name into each line, so you can tell who says what."""

import logging
import threading
import time

logging.basicConfig(
    level=logging.DEBUG,
    format='[%(levelname)-5s] (%(threadName)-10s) %(message)s',
)


def download(seconds):
    logging.debug('starting')
    time.sleep(seconds)
    logging.info('finished')


threads = [
    threading.Thread(target=download, args=(0.5,), name='small file'),
    threading.Thread(target=download, args=(1.5,), name='large file'),
    threading.Thread(target=download, args=(1.0,)),  # Python names this one
]
for thread in threads:
    thread.start()

logging.info('all downloads are under way')
