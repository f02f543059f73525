# traces: 6, failing: 0
import threading

lock = threading.Lock()
balance = 1
deposited = withdrawn = False


def deposit():
    global balance, deposited
    with lock:
        balance += 2
        deposited = True


def withdraw():
    global balance, withdrawn
    with lock:
        balance -= 4
        withdrawn = True


def check():
    with lock:
        if deposited and withdrawn:
            assert balance == 1 + 2 - 4, balance


threads = [threading.Thread(target=target) for target in (deposit, withdraw, check)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
