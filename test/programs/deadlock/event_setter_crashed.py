# expect: deadlock
# kind: nobodyActs
import threading

loaded = threading.Event()
threading.excepthook = lambda details: None


def load():
    int('no number')
    loaded.set()


threading.Thread(target=load, name='loader').start()
loaded.wait()
print('never')

# says: Nobody is left to set loaded
# says: MainThread waits for loaded to be set at event_setter_crashed.py:15.
# says: loaded is not set, and no thread is left that could set it.
# says: loader died of ValueError: invalid literal for int() with base 10: 'no number': perhaps it should have done so.
# says: To fix it, call loaded.set() on every way out of the thread that should set it (in a “finally” block), or wait with a timeout.
