# expect: same output as python3
import threading
import time


class Shop:
    def __init__(self, chairs):
        self.lock = threading.Lock()
        self.free_chairs = chairs
        self.customers = threading.Semaphore(0)
        self.barber = threading.Semaphore(0)
        self.served = 0
        self.turned_away = 0

    def cut(self, times):
        for _ in range(times):
            self.customers.acquire()
            with self.lock:
                self.free_chairs += 1
            self.barber.release()
            time.sleep(0.02)

    def visit(self):
        with self.lock:
            if self.free_chairs == 0:
                self.turned_away += 1
                return
            self.free_chairs -= 1
        self.customers.release()
        self.barber.acquire()
        with self.lock:
            self.served += 1


shop = Shop(2)
visits = [threading.Thread(target=shop.visit) for _ in range(5)]
for visit in visits:
    visit.start()
for visit in visits[2:]:
    visit.join()
barber = threading.Thread(target=shop.cut, args=(2,))
barber.start()
for visit in visits:
    visit.join()
barber.join()
print(shop.served, shop.turned_away, shop.free_chairs)
