# expect: exit 0
# races: lostUpdate n 10,10,10
import threading

n = 0


def work():
    global n
    n += 1


threads = [threading.Thread(target=work, name=f'worker {number}') for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(n)

# says: Possible lost update of n between worker 1 and worker 0
# says: worker 1 reads n at global_counter.py:10 and writes what it makes of it there; worker 0 writes it there too.
# says: No lock is held at these places: if worker 0 writes between the two steps of worker 1, that write is lost.
# says: To fix it, guard n with one lock, made once with threading.Lock(): hold it at global_counter.py:10, from the read to the write.
