# expect: exit 0
# races: lostUpdate total 11,12,12
import threading


def main():
    total = 0

    def work():
        nonlocal total
        before = total
        total = before + 1

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(total)


main()

# says: Possible lost update of total between Thread-2 (work) and Thread-1 (work)
# says: Thread-2 (work) reads total at closure_counter.py:11 and writes what it makes of it at closure_counter.py:12; Thread-1 (work) writes it there too.
# says: No lock is held at these places: if Thread-1 (work) writes between the two steps of Thread-2 (work), that write is lost.
# says: To fix it, guard total with one lock, made once with threading.Lock(): hold it at closure_counter.py:11 and closure_counter.py:12, from the read to the write.
