# expect: stopped
import threading


def spin():
    while True:
        pass


for _ in range(5):
    threading.Thread(target=spin).start()
spin()
