# expect: hang while others go on
# kind: ownerEnded
import threading
import time

setup = threading.RLock()


def prepare():
    setup.acquire()
    setup.acquire()
    setup.release()  # once too few


def use():
    time.sleep(0.1)
    with setup:
        print('never')


threading.Thread(target=prepare, name='preparer').start()
threading.Thread(target=use, name='user').start()
while True:
    time.sleep(0.1)

# says: setup was never released: its owner preparer has ended
# says: preparer took setup (taken at owner_of_rlock_ended.py:10) and ended without releasing it.
# says: user waits for setup at owner_of_rlock_ended.py:17.
# says: To fix it, write “with setup:”, which releases it however the block is left.
