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
