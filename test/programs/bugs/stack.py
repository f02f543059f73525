# expect: finds AssertionError
# from: SCTBench, CS.stack_bad (Thomson, Donaldson & Betts, PPoPP 2014)
# The flag stays set when the stack is empty again.

import threading

SIZE = 3
m = threading.Lock()
stack, has_items = [], False


def push():
    global has_items
    for item in range(SIZE):
        with m:
            stack.append(item)
            has_items = True


def pop():
    for _ in range(SIZE):
        with m:
            if has_items:
                assert stack, 'underflow'
                stack.pop()

threads = [threading.Thread(target=target, name=target.__name__) for target in (push, pop)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
