# expect: exit 0
import collections
import threading

results = []
waiting = collections.deque()
seen = set()
groups = {}


def work():
    for number in range(5):
        results.append(number)
        waiting.appendleft(number)
        waiting.pop()
        seen.add(number)
        groups.setdefault(number, []).append(number)


threads = [threading.Thread(target=work, name=f'worker {number}') for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(results), len(seen), len(groups))
