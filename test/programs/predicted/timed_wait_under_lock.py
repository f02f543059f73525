# expect: exit 0
# predicted: blockingUnderLock screen
import threading
import time

screen = threading.Lock()


def work():
    time.sleep(0.1)
    with screen:
        print('done')


worker = threading.Thread(target=work)
worker.start()
with screen:
    threading.Event().wait(2)
worker.join()
