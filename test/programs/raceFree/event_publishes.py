# expect: exit 0
import threading

ready = threading.Event()
config = None


def prepare():
    global config
    config = {'level': 3}
    config['level'] += 1
    ready.set()


def work():
    global config
    ready.wait()
    config['level'] += 1
    config = dict(config)


threads = [threading.Thread(target=prepare), threading.Thread(target=work)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(config)
