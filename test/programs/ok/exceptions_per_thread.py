# expect: same output as python3
import sys
import threading
import time

log = []


def work(number):
    try:
        raise ValueError(number)
    except ValueError:
        time.sleep(0.03)  # others raise meanwhile
        log.append((number, sys.exc_info()[1].args))
        try:
            raise
        except ValueError as error:
            log.append((number, error.args))
    log.append((number, sys.exc_info()))


threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(log, key=str))
print(sys.exc_info())
