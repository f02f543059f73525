# expect: same output as python3
import threading
import time


def work():
    time.sleep(0.05)
    print('the thread goes on')


class Outer:
    def method(self):
        values = [1, 2]
        return values[5]


threading.Thread(target=work).start()
print('before')
Outer().method()
