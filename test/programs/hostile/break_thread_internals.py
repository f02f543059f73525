# expect: any end
import _thread
import threading

_thread.allocate_lock = None
threading.Lock = lambda: None
threading._active.clear()
threading._limbo = None
threading._shutdown = print
threading.current_thread = None
for name in list(vars(_thread)):
    if not name.startswith('__'):
        setattr(_thread, name, None)
threading.Thread(target=print).start()
