# expect: exit 0
# races: lostUpdate totals['a'] 9,9,9
import threading

totals = {'a': 0, 'b': 0}


def work():
    totals['a'] += 1


threads = [threading.Thread(target=work, name=f'worker {number}') for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(totals)
