# expect: same output as python3
import threading

data = threading.local()
data.x = 'main'
log = []


def work(number):
    log.append(hasattr(data, 'x'))
    data.x = number
    data.__dict__['y'] = number * 2
    log.append(sorted(data.__dict__.items()))
    del data.x
    try:
        data.x
    except AttributeError as error:
        log.append(str(error))


for number in (1, 2):
    thread = threading.Thread(target=work, args=(number,))
    thread.start()
    thread.join()
print(log)
print(data.x, data.__dict__)
try:
    threading.local(1)
except TypeError as error:
    print(error)
