# expect: exit 0
# races: lostUpdate counter.value 11,11,11
import threading


class Counter:
    def __init__(self):
        self.value = 0

    def add(self):
        self.value += 1


counter = Counter()


def work():
    for _ in range(3):
        counter.add()


threads = [threading.Thread(target=work, name=f'worker {number}') for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter.value)

# says: Possible lost update of counter.value between worker 1 and worker 0
# says: worker 1 reads counter.value at attribute_counter.py:11 and writes what it makes of it there; worker 0 writes it there too.
# says: No lock is held at these places: if worker 0 writes between the two steps of worker 1, that write is lost.
# says: To fix it, guard counter.value with one lock, made once with threading.Lock(): hold it at attribute_counter.py:11, from the read to the write.
