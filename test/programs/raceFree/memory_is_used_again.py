# expect: exit 0
import threading


class Box:
    def __init__(self):
        self.value = 0


def work():
    for _ in range(50):
        box = Box()
        box.value += 1
        cells = [0]
        cells[0] += box.value
        counts = {}
        counts['a'] = counts.get('a', 0) + 1
        del box, cells, counts


threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
    thread.join(0)
for thread in threads:
    thread.join()
