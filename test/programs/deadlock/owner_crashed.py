# expect: deadlock
# kind: ownerEnded
import threading
import time

ledger = threading.Lock()


def book():
    ledger.acquire()
    total = 1 / 0
    ledger.release()


def read():
    time.sleep(0.1)
    ledger.acquire()
    print('never')


threading.excepthook = lambda details: None
threading.Thread(target=book, name='bookkeeper').start()
threading.Thread(target=read, name='reader').start()

# says: ledger was never released: its owner bookkeeper has ended
# says: bookkeeper took ledger (taken at owner_crashed.py:10) and died of ZeroDivisionError: division by zero without releasing it.
# says: reader waits for ledger at owner_crashed.py:17.
# says: To fix it, write “with ledger:”, which releases it however the block is left.
