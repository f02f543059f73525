# expect: exit 0
# races: lostUpdate Account.opened 12,12,12
import threading


class Account:
    opened = 0


def work():
    # One step for the reader, two for the machine.
    Account.opened = Account.opened + 1


threads = [threading.Thread(target=work, name=f'worker {number}') for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(Account.opened)

# says: Possible lost update of Account.opened between worker 1 and worker 0
# says: worker 1 reads Account.opened at class_attribute.py:12 and writes what it makes of it there; worker 0 writes it there too.
# says: No lock is held at these places: if worker 0 writes between the two steps of worker 1, that write is lost.
# says: To fix it, guard Account.opened with one lock, made once with threading.Lock(): hold it at class_attribute.py:12, from the read to the write.
