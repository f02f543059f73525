# expect: same output as python3
# predicted: waitOutsideLoop condition
import threading
import time

condition = threading.Condition()  # on an RLock
log = []


def wait():
    with condition:
        with condition:
            with condition:
                log.append('waiting')
                condition.wait()  # gives back all three levels
                log.append('woken')
                time.sleep(0.05)
            log.append('level 2')


thread = threading.Thread(target=wait)
thread.start()
time.sleep(0.05)
with condition:
    log.append('notifying')
    condition.notify()
    log.append('notified')
thread.join()
print(log)
