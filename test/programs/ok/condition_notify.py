# expect: same output as python3
# predicted: waitOutsideLoop condition
import threading
import time

condition = threading.Condition()
woken = []


def wait(name):
    with condition:
        condition.wait()
        woken.append(name)


threads = [threading.Thread(target=wait, args=(name,)) for name in 'abcde']
for thread in threads:
    thread.start()
    time.sleep(0.02)

for count in (1, 2, 10):
    with condition:
        condition.notify(count)
    time.sleep(0.04)
    print(sorted(woken))
for thread in threads:
    thread.join()
