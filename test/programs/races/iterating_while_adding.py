# expect: exit 0
# races: dataRace names 10,14
import threading

names = {'ann': 1}


def work():
    for name in list(names):
        names[name + '!'] = 2


def look():
    for name in names:
        name.upper()


threads = [threading.Thread(target=work), threading.Thread(target=look)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

# says: Data race on names: nothing orders Thread-1 (work) and Thread-2 (look)
# says: Thread-1 (work) changed names at iterating_while_adding.py:10.
# says: Thread-2 (look) read names at iterating_while_adding.py:14.
# says: No lock is held at these places, and neither waits for the other in between, so another schedule can turn the two round.
# says: To fix it, guard names with one lock, made once with threading.Lock(): hold it at iterating_while_adding.py:10 and iterating_while_adding.py:14.
