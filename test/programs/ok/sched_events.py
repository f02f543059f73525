# expect: same output as python3
import sched
import threading
import time

log = []
scheduler = sched.scheduler(time.monotonic, time.sleep)
start = time.monotonic()
scheduler.enterabs(start + 0.1, 1, log.append, ('last',))
scheduler.enterabs(start + 0.02, 2, log.append, ('second',))
scheduler.enterabs(start + 0.02, 1, log.append, argument=('first',))
never = scheduler.enter(0.05, 1, log.append, ('never',))
scheduler.cancel(never)
print(len(scheduler.queue), scheduler.empty())
print(scheduler.run(blocking=False) is not None)
thread = threading.Thread(target=scheduler.run)
thread.start()
thread.join()
print(log, scheduler.empty())
