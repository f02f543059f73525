# expect: limit "output"
import sys
import threading


def shout():
    while True:
        print('x' * 1000, file=sys.stderr)


for _ in range(3):
    threading.Thread(target=shout).start()
