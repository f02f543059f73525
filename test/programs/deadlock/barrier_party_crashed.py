# expect: deadlock
# kind: nobodyActs
import threading

start = threading.Barrier(2)
threading.excepthook = lambda details: None


def run(lane):
    if lane == 2:
        raise RuntimeError('fell over')
    start.wait()
    print('never')


for lane in (1, 2):
    threading.Thread(target=run, args=(lane,), name=f'runner-{lane}').start()

# says: Nobody is left to come to start
# says: runner-1 waits for the others at start at barrier_party_crashed.py:12.
# says: 1 of 2 threads have come, and no other thread is left that could.
# says: runner-2 died of RuntimeError: fell over: perhaps it should have done so.
