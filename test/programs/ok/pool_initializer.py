# expect: same output as python3
import logging
import threading
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor

data = threading.local()
logging.getLogger('concurrent.futures').addHandler(logging.NullHandler())


def prepare(value):
    data.value = value


def work(_):
    return data.value, threading.current_thread().name.rsplit('_', 1)[0]


with ThreadPoolExecutor(2, 'crew', prepare, (7,)) as pool:
    print(set(pool.map(work, range(5))))


def explode():
    raise ValueError('no')


with ThreadPoolExecutor(1, initializer=explode) as pool:
    try:
        pool.submit(work, 1).result()
    except BrokenExecutor as error:
        print(type(error).__name__)
