# expect: same output as python3
import logging
import logging.handlers
import queue
import sys
import threading

logging.basicConfig(
    stream=sys.stdout,
    level=logging.DEBUG,
    format='%(levelname)s|%(threadName)s|%(name)s|%(message)s',
)
log = logging.getLogger('app')


def work(number):
    log.info('number %d', number)
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception('trouble')


for number in range(2):
    thread = threading.Thread(target=work, args=(number,), name=f'worker-{number}')
    thread.start()
    thread.join()

records = queue.SimpleQueue()
listener = logging.handlers.QueueListener(records, logging.StreamHandler(sys.stdout))
listener.start()
other = logging.getLogger('other')
other.propagate = False
other.addHandler(logging.handlers.QueueHandler(records))
other.warning('through the queue')
listener.stop()
