# expect: exit 0
import threading

own = threading.local()
results = [0, 0]


class Sum:
    def __init__(self):
        self.value = 0

    def add(self, number):
        self.value += number


def work(place):
    own.sum = Sum()
    for number in range(10):
        own.sum.add(number)
        results[place] += number
    local = {'a': 0}
    local['a'] += own.sum.value


threads = [threading.Thread(target=work, args=(place,)) for place in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results)
