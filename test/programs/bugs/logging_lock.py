# expect: finds deadlock
# from: own: the lock of a handler of logging
# The handler's own lock and the program's, in both orders.

import io
import logging
import threading

lock = threading.RLock()
log = logging.getLogger('bank')


class Audit(logging.StreamHandler):
    def emit(self, record):
        with lock:
            pass
        super().emit(record)


log.addHandler(Audit(io.StringIO()))


def transfer():
    with lock:
        log.warning('transfer')


def report():
    log.warning('report')

threads = [threading.Thread(target=target, name=target.__name__) for target in (transfer, report)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
