# expect: same output as python3
import sys
import threading


def work():
    raise ValueError('from the thread')


def hook(args):
    raise RuntimeError('from the hook')


def report(kind, value, trace):
    print('sys.excepthook:', kind.__name__, value)


threading.excepthook = hook
sys.excepthook = report
thread = threading.Thread(target=work)
thread.start()
thread.join()
print('end')
