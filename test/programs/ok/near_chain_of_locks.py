# expect: same output as python3
# Everybody waits for the next one, but the last one works and goes.
import threading
import time

locks = [threading.Lock() for _ in range(4)]


def take(number):
    with locks[number]:
        time.sleep(0.05)
        if number < 3:
            with locks[number + 1]:
                pass
        else:
            time.sleep(0.1)


threads = [threading.Thread(target=take, args=(number,)) for number in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print('through')
