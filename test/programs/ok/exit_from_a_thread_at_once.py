# expect: same output as python3
import os
import threading


def work():
    print('killing all', flush=True)
    os._exit(11)


threading.Thread(target=work).start()
threading.Event().wait()
