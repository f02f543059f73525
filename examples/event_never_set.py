"""The thread that should set the event takes another way out, and the others wait for ever."""

import threading
import time

config_loaded = threading.Event()
config = {}


def load_config(text):
    time.sleep(1)
    if '=' not in text:
        print('loader: this is no configuration')
        return  # the way out on which set() was forgotten
    key, value = text.split('=')
    config[key] = value
    config_loaded.set()


def serve():
    print('server: waiting for the configuration')
    config_loaded.wait()  # a timeout would at least have told us
    print('server: ready at', config['port'])


server = threading.Thread(target=serve, name='server')
loader = threading.Thread(target=load_config, args=('port: 8080',), name='loader')
server.start()
loader.start()

# The cure: set the event in a 'finally' block, and let the server check what it got.
loader.join()
server.join()
