# expect: same output as python3
import contextlib
import functools
import threading

lock = threading.RLock()


@contextlib.contextmanager
def locked(name):
    with lock:
        log.append(f'enter {name}')
        yield name
        log.append(f'leave {name}')


def synchronized(function):
    @functools.wraps(function)
    def wrapper(*args):
        with lock:
            return function(*args)

    return wrapper


class Account:
    def __init__(self):
        self._balance = 0

    @property
    @synchronized
    def balance(self):
        return self._balance

    @synchronized
    def deposit(self, amount):
        self._balance += amount

    @functools.cached_property
    def report(self):
        return f'{self.balance} at first'


log = []
account = Account()
threads = [threading.Thread(target=account.deposit, args=(n,)) for n in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
with contextlib.ExitStack() as stack:
    stack.enter_context(lock)
    stack.enter_context(locked('a'))
    stack.callback(log.append, 'callback')
print(account.balance, account.report, account.deposit.__name__, log)
