# expect: deadlock
# explained: red, green, blue
import threading
import time

locks = [threading.Lock() for _ in range(3)]


def take(number):
    with locks[number]:
        time.sleep(0.1)
        with locks[(number + 1) % 3]:
            print('never')


for number, name in enumerate(('red', 'green', 'blue')):
    threading.Thread(target=take, args=(number,), name=name).start()
