# expect: same output as python3
import threading
import time


def count():
    for number in range(5):
        time.sleep(0.03)
        yield number


def work(name):
    try:
        for number in shared:
            log.append(number)
    except ValueError as error:
        log.append(str(error))


log = []
shared = count()
threads = [threading.Thread(target=work, args=(name,)) for name in 'ab']
for thread in threads:
    thread.start()
    time.sleep(0.01)
for thread in threads:
    thread.join()
print(log)

# Made in one thread, advanced in another.
numbers = iter(range(10))
first = next(numbers)
thread = threading.Thread(target=lambda: log.append(list(numbers)))
thread.start()
thread.join()
print(first, log[-1])
