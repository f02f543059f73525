# expect: same output as python3
import threading
import time

green = threading.Event()


def drive():
    time.sleep(0.05)
    green.wait()
    print('drives')


driver = threading.Thread(target=drive)
driver.start()
green.set()
green.clear()
time.sleep(0.1)
green.set()
driver.join()
