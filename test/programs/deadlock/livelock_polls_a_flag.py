# expect: livelock
# kind: livelock
# certainty: likely
# steps: 5000
import threading
import time

done = False


def work():
    done = True  # a local variable


threading.Thread(target=work, name='worker').start()
while not done:
    time.sleep(0.01)
print('never')

# says: No progress: MainThread only sleeps and looks again
# says: To fix it, see that what they look for does come, and wait for it with an Event or a Condition instead of looking again.
