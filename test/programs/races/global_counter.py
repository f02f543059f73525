# expect: exit 0
# races: lostUpdate n 10,10,10
import threading

n = 0


def work():
    global n
    n += 1


threads = [threading.Thread(target=work, name=f'worker {number}') for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(n)
