# expect: exit 0
# races: lostUpdate balance 12,14,14
import threading

lock = threading.Lock()
balance = 100


def work():
    global balance
    with lock:
        seen = balance
    with lock:
        balance = seen - 10


threads = [threading.Thread(target=work, name=f'worker {number}') for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(balance)
