# expect: exit 0
# races: lostUpdate value 19,19,13
import threading

a = threading.Lock()
b = threading.Lock()
value = 0


def one():
    global value
    with a:
        value += 1


def other():
    global value
    with b:
        value += 1


threads = [threading.Thread(target=one), threading.Thread(target=other)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(value)

# says: Possible lost update of value between Thread-2 (other) and Thread-1 (one)
# says: Thread-2 (other) reads value at wrong_lock.py:19 and writes what it makes of it there; Thread-1 (one) writes it at wrong_lock.py:13.
# says: Thread-2 (other) holds b and Thread-1 (one) holds a, but no lock is held by both all the time: if Thread-1 (one) writes between the two steps of Thread-2 (other), that write is lost.
# says: To fix it, guard value with a everywhere: hold it at wrong_lock.py:19 and wrong_lock.py:13, from the read to the write.
