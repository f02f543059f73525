# expect: deadlock
# kind: nobodyActs, nobodyActs
import threading

eggs = threading.Event()
chicken = threading.Event()


def hatch():
    eggs.wait()
    chicken.set()


def lay():
    chicken.wait()
    eggs.set()


threading.Thread(target=hatch, name='hatcher').start()
threading.Thread(target=lay, name='layer').start()

# says: Nobody is left to set eggs
# says: hatcher waits for eggs to be set at events_in_a_circle.py:10.
# says: Nobody is left to set chicken
# says: layer waits for chicken to be set at events_in_a_circle.py:15.
