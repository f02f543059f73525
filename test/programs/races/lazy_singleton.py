# expect: exit 0
# races: checkThenAct instance 10,12,10
import threading

instance = None


def work():
    global instance
    if instance is not None:
        return instance
    instance = object()
    return instance


threads = [threading.Thread(target=work, name=f'worker {number}') for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(instance is not None)
