# expect: deadlock
# kind: nobodyActs
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

# says: Nobody is left to set Event #1
# says: holder waits for Event #1 to be set at daemons_do_not_help.py:10.
# says: MainThread waits for a, held by holder (taken at daemons_do_not_help.py:9).
# says: To fix it, let holder release a before it waits: MainThread needs it.
