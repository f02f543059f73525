# expect: same output as python3
import threading

log = []


def work(*args, **kwargs):
    log.append((args, sorted(kwargs.items())))


def run(**options):
    thread = threading.Thread(target=work, **options)
    thread.start()
    thread.join()


run()
run(args=(1, 2))
run(args=[3])
run(kwargs={'a': 1})
run(args=('x',), kwargs={'b': 2, 'c': 3}, name='named', daemon=True)
for entry in log:
    print(entry)
threading.Thread().start()  # without a target: does nothing
try:
    threading.Thread(group='any')
except AssertionError as error:
    print(error)
try:
    threading.Thread(verbose=True)
except TypeError:
    print('TypeError')
