# expect: same output as python3
# Waits that are right: in a loop, by wait_for, with a result, after starting who notifies.
import threading

condition = threading.Condition()
ready = False


def tell():
    global ready
    with condition:
        ready = True
        condition.notify_all()


def wait_in_loop():
    with condition:
        while not ready:
            condition.wait()


def wait_for():
    with condition:
        condition.wait_for(lambda: ready)


threads = [threading.Thread(target=target) for target in (wait_in_loop, wait_for)]
for thread in threads:
    thread.start()
with condition:
    threading.Thread(target=tell).start()
    condition.wait()
    if not condition.wait(timeout=0.01):
        print('nobody else')
for thread in threads:
    thread.join()
