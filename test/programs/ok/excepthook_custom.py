# expect: same output as python3
import sys
import threading


def work(error):
    raise error


def run(error):
    thread = threading.Thread(target=work, args=(error,), name='worker')
    thread.start()
    thread.join()


def hook(args):
    print(args.exc_type.__name__, args.exc_value, args.thread.name)
    print(args.exc_traceback.tb_next is not None, isinstance(args, threading.ExceptHookArgs))


threading.excepthook = hook
run(ValueError('one'))
run(KeyError('two'))
run(SystemExit(3))  # silent by CPython's own choice: only the default hook ignores it
run(KeyboardInterrupt())
threading.excepthook = threading.__excepthook__
run(SystemExit(4))
print('end', file=sys.stderr)
