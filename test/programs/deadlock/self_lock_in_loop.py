# expect: deadlock
# kind: selfDeadlock
import threading

printing = threading.Lock()


def show():
    for number in range(3):
        printing.acquire()
        print(number)


threading.Thread(target=show, name='printer').start()

# says: printer waits for printing, which it holds itself
# says: printer holds printing (taken at self_lock_in_loop.py:10) and waits for it again at self_lock_in_loop.py:10.
# says: To fix it, release printing in each round: “with printing:” at self_lock_in_loop.py:10 does so however the block is left.
