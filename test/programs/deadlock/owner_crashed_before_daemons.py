# expect: hang, then exit 0
# kind: ownerEnded
# certainty: likely
import threading
import time

door = threading.Lock()


def lock_up():
    door.acquire()
    raise OSError('key broken')


def knock():
    time.sleep(0.1)
    with door:
        print('never')


threading.excepthook = lambda details: None
threading.Thread(target=lock_up, name='porter').start()
for number in (1, 2):
    threading.Thread(target=knock, daemon=True, name=f'guest-{number}').start()
time.sleep(1)
print('closed')

# says: door was never released: its owner porter has ended
# says: porter took door (taken at owner_crashed_before_daemons.py:11) and died of OSError: key broken without releasing it.
# says: guest-1 and guest-2 wait for door at owner_crashed_before_daemons.py:17.
# says: They wait for ever unless another thread releases door.
