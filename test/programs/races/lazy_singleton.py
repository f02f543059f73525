# expect: exit 0
# races: checkThenAct instance 10,12,10
import threading

instance = None


def work():
    global instance
    if instance is not None:
        return instance
    instance = object()
    return instance


threads = [threading.Thread(target=work, name=f'worker {number}') for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(instance is not None)

# says: Check, then act: worker 0 and worker 1 can both find instance as it was before
# says: worker 0 looks at instance at lazy_singleton.py:10 and by that decides to change it at lazy_singleton.py:12; worker 1 looks at it there too.
# says: No lock is held at these places: if worker 1 looks before worker 0 has acted, both act.
# says: To fix it, guard instance with one lock, made once with threading.Lock(): hold it at lazy_singleton.py:10 and lazy_singleton.py:12, from the read to the write.
