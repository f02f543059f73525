# expect: exit 0
# predicted: lockOrder state changed
import threading

state = threading.Lock()
changed = threading.Condition()
value = []


def reader():
    with state:
        with changed:
            print('read', len(value))


def writer():
    with changed:
        with state:
            value.append(1)
            changed.notify_all()


first = threading.Thread(target=reader)
second = threading.Thread(target=writer)
first.start()
second.start()
first.join()
second.join()
