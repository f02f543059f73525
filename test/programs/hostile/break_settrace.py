# expect: any end
import sys
import threading


def trace(frame, event, arg):
    raise RuntimeError(f'from the tracer: {event}')


threading.settrace(trace)
threading.Thread(target=print, args=('thread',)).start()
sys.settrace(trace)
threading.Event().wait(0.01)
