# expect: any end
import gc
import threading

gc.disable()
gc.set_threshold(1)
gc.enable()
for thing in gc.get_objects():
    if isinstance(thing, dict) and '_bootstrap' in str(thing)[:2000]:
        thing.clear()
threading.Thread(target=print, args=('thread',)).start()
