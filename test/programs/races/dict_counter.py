# expect: exit 0
# races: lostUpdate totals['a'] 9,9,9
import threading

totals = {'a': 0, 'b': 0}


def work():
    totals['a'] += 1


threads = [threading.Thread(target=work, name=f'worker {number}') for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(totals)

# says: Possible lost update of totals['a'] between worker 1 and worker 0
# says: worker 1 reads totals['a'] at dict_counter.py:9 and writes what it makes of it there; worker 0 writes it there too.
# says: No lock is held at these places: if worker 0 writes between the two steps of worker 1, that write is lost.
# says: To fix it, guard totals['a'] with one lock, made once with threading.Lock(): hold it at dict_counter.py:9, from the read to the write.
