# expect: exit 0
import threading
import time

stop = False
rounds = 0


def work():
    global rounds
    while not stop:
        rounds += 1
        time.sleep(0.01)


thread = threading.Thread(target=work)
thread.start()
time.sleep(0.05)
stop = True
thread.join()
print(rounds > 0)
