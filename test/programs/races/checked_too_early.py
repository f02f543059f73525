# expect: exit 0
# races: checkThenAct! balance 11,13,13; lostUpdate balance 13,13,13
import threading
import time

balance = 100


def work():
    global balance
    if balance >= 100:
        time.sleep(0.01)
        balance -= 100


threads = [threading.Thread(target=work, name=f'worker {number}') for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(balance)
