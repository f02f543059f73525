# expect: limit "threads"
import threading


def breed():
    while True:
        threading.Thread(target=breed).start()


breed()
