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

# says: worker 1 acts on balance, which worker 0 has changed since it looked
# says: worker 1 looks at balance at checked_too_early.py:11 and by that decides to change it at checked_too_early.py:13; worker 0 changes it at checked_too_early.py:13.
# says: In this run worker 0 came in between. No lock is held at these places.
# says: To fix it, guard balance with one lock, made once with threading.Lock(): hold it at checked_too_early.py:11 and checked_too_early.py:13, from the read to the write.
# says: Possible lost update of balance between worker 1 and worker 0
