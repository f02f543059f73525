# expect: exit 0
# predicted: emptyNotify door, waitOutsideLoop door
import threading
import time


class House:
    def __init__(self):
        self.door = threading.Condition()

    def wait_for_guest(self):
        with self.door:
            self.door.wait()
        print('opened')

    def ring(self):
        print('ring')
        with self.door:
            self.door.notify()


house = House()
host = threading.Thread(target=house.wait_for_guest)
host.start()
time.sleep(0.1)
house.ring()
host.join()
