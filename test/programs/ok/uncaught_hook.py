# expect: same output as python3
import sys
import traceback


def hook(kind, value, trace):
    print('hook:', kind.__name__, value)
    print([frame.name for frame in traceback.extract_tb(trace)])


def fail():
    raise KeyError('gone')


sys.excepthook = hook
fail()
