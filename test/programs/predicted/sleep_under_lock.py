# expect: exit 0
# predicted: blockingUnderLock printer
import threading
import time

printer = threading.Lock()


def print_slowly(name):
    with printer:
        print(name)
        time.sleep(2)


threads = [threading.Thread(target=print_slowly, args=(name,)) for name in 'ab']
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
