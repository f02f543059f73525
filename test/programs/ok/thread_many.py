# expect: same output as python3
import threading

total = 0
lock = threading.Lock()
gate = threading.Event()


def work(number):
    global total
    gate.wait()
    with lock:
        total += number


threads = [threading.Thread(target=work, args=(n,)) for n in range(200)]
for thread in threads:
    thread.start()
print(threading.active_count())
gate.set()
for thread in threads:
    thread.join()
print(total, threading.active_count())
