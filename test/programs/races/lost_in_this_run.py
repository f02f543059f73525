# expect: exit 0
# races: lostUpdate! stock 11,13,13
import threading
import time

stock = 10


def work():
    global stock
    seen = stock
    time.sleep(0.01)
    stock = seen - 1


threads = [threading.Thread(target=work, name=f'worker {number}') for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(stock)
