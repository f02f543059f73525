"""Two threads, two locks, taken in opposite order: each has what the other wants."""

import threading
import time

pen = threading.Lock()
paper = threading.Lock()


def write():
    with pen:
        print('writer has the pen')
        time.sleep(1)
        with paper:  # never: the painter has it
            print('writer writes')


def paint():
    with paper:
        print('painter has the paper')
        time.sleep(1)
        with pen:  # never: the writer has it
            print('painter paints')


writer = threading.Thread(target=write, name='writer')
painter = threading.Thread(target=paint, name='painter')
writer.start()
painter.start()

# The cure: all threads take the locks in the same order, say the pen first.
writer.join()
painter.join()
print('never printed')
