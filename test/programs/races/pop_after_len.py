# expect: exit 0
# races: checkThenAct jobs 9,10,9
import threading

jobs = list(range(10))


def work():
    while len(jobs) > 0:
        jobs.pop()


threads = [threading.Thread(target=work, name=f'worker {number}') for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(jobs))
