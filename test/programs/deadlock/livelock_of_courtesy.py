# expect: livelock
# kind: livelock
# certainty: likely
# steps: 5000
import threading
import time


class Spoon:
    owner = 'Ann'


def eat(name, other):
    while True:
        if Spoon.owner == name:
            Spoon.owner = other  # after you
        time.sleep(0.01)


threading.Thread(target=eat, args=('Ann', 'Bob'), name='Ann').start()
threading.Thread(target=eat, args=('Bob', 'Ann'), name='Bob').start()

# says: No progress: Ann and Bob only sleep and look again
# says: To fix it, see that what they look for does come, and wait for it with an Event or a Condition instead of looking again.
