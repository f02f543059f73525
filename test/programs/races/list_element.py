# expect: exit 0
# races: lostUpdate cells[1] 9,9,9
import threading

cells = [0, 0]


def work():
    cells[-1] += 1


threads = [threading.Thread(target=work, name=f'worker {number}') for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(cells)

# says: Possible lost update of cells[1] between worker 1 and worker 0
# says: worker 1 reads cells[1] at list_element.py:9 and writes what it makes of it there; worker 0 writes it there too.
# says: No lock is held at these places: if worker 0 writes between the two steps of worker 1, that write is lost.
# says: To fix it, guard cells[1] with one lock, made once with threading.Lock(): hold it at list_element.py:9, from the read to the write.
