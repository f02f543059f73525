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
