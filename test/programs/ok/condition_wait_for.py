# expect: same output as python3
import threading
import time

condition = threading.Condition()
state = 0
log = []


def wait_for(value):
    with condition:
        log.append(condition.wait_for(lambda: state == value and f'saw {value}'))


threads = [threading.Thread(target=wait_for, args=(value,)) for value in (3, 1, 2)]
for thread in threads:
    thread.start()
for value in (1, 2, 3):
    time.sleep(0.04)
    with condition:
        state = value
        condition.notify_all()
for thread in threads:
    thread.join()
print(log)
