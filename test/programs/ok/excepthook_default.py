# expect: same output as python3
import threading


def inner(value):
    return 1 / value


def work():
    inner(0)


thread = threading.Thread(target=work)
thread.start()
thread.join()
named = threading.Thread(target=work, name='the divider')
named.start()
named.join()
print('main goes on', thread.is_alive())
