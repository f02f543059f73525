# expect: same output as python3
import threading
import time

log = []
timer = threading.Timer(5, log.append, ['never'])
timer.start()
time.sleep(0.05)
print(timer.is_alive())
timer.cancel()
timer.join()
print(timer.is_alive(), log)

unstarted = threading.Timer(0.01, log.append, ['never'])
unstarted.cancel()
unstarted.start()
unstarted.join()
print(log)
