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

# says: Check, then act: worker 0 and worker 1 can both find jobs as it was before
# says: worker 0 looks at jobs at pop_after_len.py:9 and by that decides to change it at pop_after_len.py:10; worker 1 looks at it there too.
# says: No lock is held at these places: if worker 1 looks before worker 0 has acted, both act.
# says: To fix it, guard jobs with one lock, made once with threading.Lock(): hold it at pop_after_len.py:9 and pop_after_len.py:10, from the read to the write.
