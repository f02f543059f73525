# expect: deadlock
# explained: MainThread, a
import threading

a = threading.Lock()


def hold():
    a.acquire()
    threading.Event().wait()


holder = threading.Thread(target=hold, daemon=True, name='holder')
holder.start()
while not a.locked():
    pass
a.acquire()
