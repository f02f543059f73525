# expect: hang while others go on
# kind: mixedCycle
import threading
import time

state = threading.RLock()


def report():
    with state:
        print('never')


def manage():
    with state:
        reporter = threading.Thread(target=report, name='reporter')
        reporter.start()
        reporter.join()


threading.Thread(target=manage, name='manager').start()
while True:
    time.sleep(0.1)

# says: Deadlock: manager and reporter wait for each other
# says: manager holds state (taken at join_under_rlock_while_others_work.py:15) and waits until reporter has ended.
# says: reporter waits for state, held by manager (taken at join_under_rlock_while_others_work.py:15).
# says: To fix it, let manager release state before it waits for the end of reporter at join_under_rlock_while_others_work.py:18: reporter needs state to get there.
