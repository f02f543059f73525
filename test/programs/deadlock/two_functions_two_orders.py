# expect: deadlock
# kind: lockCycle
import threading
import time

accounts = threading.Lock()
journal = threading.Lock()


def pay():
    with accounts:
        time.sleep(0.1)
        with journal:
            print('never')


def audit():
    with journal:
        time.sleep(0.1)
        with accounts:
            print('never')


threading.Thread(target=pay, name='payer').start()
threading.Thread(target=audit, name='auditor').start()

# says: Deadlock: payer and auditor wait for each other’s locks
# says: payer holds accounts (taken at two_functions_two_orders.py:11) and waits for journal, held by auditor (taken at two_functions_two_orders.py:18).
# says: auditor holds journal (taken at two_functions_two_orders.py:18) and waits for accounts, held by payer (taken at two_functions_two_orders.py:11).
# says: To fix it, take the locks in the same order in every thread: accounts, then journal. auditor does it the other way round: journal in audit (two_functions_two_orders.py:18), then accounts in audit (two_functions_two_orders.py:20).
