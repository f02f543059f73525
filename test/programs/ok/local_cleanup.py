# expect: same output as python3
import threading

log = []


class Resource:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(f'{self.name} closed')


data = threading.local()


def work(name):
    data.resource = Resource(name)


for name in ('a', 'b'):
    thread = threading.Thread(target=work, args=(name,))
    thread.start()
    thread.join()
    print(log)  # values of a thread end with it
