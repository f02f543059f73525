# expect: exit 0
# predicted: lockOrder a b c
import threading

a = threading.Lock()
b = threading.Lock()
c = threading.Lock()


def first():
    with a, b:
        print('a b')


def second():
    with b, c:
        print('b c')


def third():
    with c, a:
        print('c a')


for target in (first, second, third):
    threading.Thread(target=target).start()
