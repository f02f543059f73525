# expect: deadlock
# kind: ownerEnded
import threading

lock = threading.Lock()
forgetful = threading.Thread(target=lock.acquire, name='forgetful')
forgetful.start()
forgetful.join()
lock.acquire()

# says: lock was never released: its owner forgetful has ended
# says: forgetful took lock and ended without releasing it.
# says: MainThread waits for lock at owner_has_ended.py:9.
# says: To fix it, write “with lock:”, which releases it however the block is left.
