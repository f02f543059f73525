# expect: finds AssertionError
# from: SCTBench, CS.bluetooth_driver_bad (Thomson, Donaldson & Betts, PPoPP 2014)
# Between the test of the flag and the increment the whole stop can happen.

import threading

m = threading.Lock()
pending, stop_flag, stop_event, stopped = 1, False, False, False


def increment():
    global pending
    with m:
        pass
        pending += 1
        return True


def decrement():
    global pending, stop_event
    with m:
        pending -= 1
        left = pending
    if left == 0:
        stop_event = True


def add():
    if stop_flag:
        return
    if not increment():
        return
    assert not stopped
    decrement()


def stop():
    global stop_flag, stopped
    stop_flag = True
    decrement()
    if stop_event:
        stopped = True

threads = [threading.Thread(target=target, name=target.__name__) for target in (add, stop)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
