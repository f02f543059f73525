# expect: finds AssertionError
# from: SCTBench, CS.arithmetic_prog_bad (Thomson, Donaldson & Betts, PPoPP 2014)
# A sum that misses its last term, on every schedule.

import threading

N = 3
m = threading.Lock()
empty, full = threading.Condition(m), threading.Condition(m)
number = total = 0


def produce():
    global number
    for _ in range(N):
        with m:
            while number > 0:
                empty.wait()
            number += 1
            full.notify()


def consume():
    global number, total
    for step in range(N):
        with m:
            while number == 0:
                full.wait()
            total += step
            number -= 1
            empty.notify()

threads = [threading.Thread(target=target, name=target.__name__) for target in (produce, consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

assert total == N * (N + 1) // 2
