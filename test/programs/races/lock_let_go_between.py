# expect: exit 0
# races: lostUpdate balance 12,14,14
import threading

lock = threading.Lock()
balance = 100


def work():
    global balance
    with lock:
        seen = balance
    with lock:
        balance = seen - 10


threads = [threading.Thread(target=work, name=f'worker {number}') for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(balance)

# says: Possible lost update of balance between worker 1 and worker 0
# says: worker 1 reads balance at lock_let_go_between.py:12 and writes what it makes of it at lock_let_go_between.py:14; worker 0 writes it there too.
# says: worker 1 holds lock and worker 0 holds lock, but not from the one step to the other: if worker 0 writes between the two steps of worker 1, that write is lost.
# says: To fix it, guard balance with lock everywhere: hold it at lock_let_go_between.py:12 and lock_let_go_between.py:14, from the read to the write.
