# expect: finds AssertionError
# from: SCTBench, CS.circular_buffer_bad (Thomson, Donaldson & Betts, PPoPP 2014)
# The consumer counts its turns, also those in which there was nothing to take.

import threading

SIZE, N = 10, 4
m = threading.Lock()
buffer = [None] * SIZE
first = next_ = 0
send, receive = True, False


def produce():
    global next_, send, receive
    for item in range(N):
        with m:
            if send:
                buffer[next_] = item
                next_ = (next_ + 1) % SIZE
                send, receive = False, True


def consume():
    global first, send, receive
    for item in range(N):
        with m:
            if receive:
                taken = buffer[first]
                first = (first + 1) % SIZE
                assert taken == item
                send, receive = True, False

threads = [threading.Thread(target=target, name=target.__name__) for target in (produce, consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
