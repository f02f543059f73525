# expect: finds AssertionError
# from: SCTBench, CS.account_bad (Thomson, Donaldson & Betts, PPoPP 2014)
# The check has the wrong formula, and is right unless it comes last.

import threading

m = threading.Lock()
balance, x, y, z = 1, 1, 2, 4
deposited = withdrawn = False


def deposit():
    global balance, deposited
    with m:
        balance += y
        deposited = True


def withdraw():
    global balance, withdrawn
    with m:
        balance -= z
        withdrawn = True


def check():
    with m:
        if deposited and withdrawn:
            assert balance == x - y - z

threads = [threading.Thread(target=target, name=target.__name__) for target in (deposit, withdraw, check)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
