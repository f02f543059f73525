# expect: exit 0
# races: checkThenAct cache['key'] 9,10,9
import threading

cache = {}


def work():
    if 'key' not in cache:
        cache['key'] = object()


threads = [threading.Thread(target=work, name=f'worker {number}') for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(cache))
