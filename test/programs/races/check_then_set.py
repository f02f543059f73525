# expect: exit 0
# races: checkThenAct cache['key'] 9,10,9
import threading

cache = {}


def work():
    if 'key' not in cache:
        cache['key'] = object()


threads = [threading.Thread(target=work, name=f'worker {number}') for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(cache))

# says: Check, then act: worker 0 and worker 1 can both find cache['key'] as it was before
# says: worker 0 looks at cache['key'] at check_then_set.py:9 and by that decides to change it at check_then_set.py:10; worker 1 looks at it there too.
# says: No lock is held at these places: if worker 1 looks before worker 0 has acted, both act.
# says: To fix it, guard cache['key'] with one lock, made once with threading.Lock(): hold it at check_then_set.py:9 and check_then_set.py:10, from the read to the write.
