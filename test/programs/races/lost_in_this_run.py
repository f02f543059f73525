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

# says: Lost update of stock: worker 1 overwrites what worker 0 has written
# says: worker 1 read stock (10) at lost_in_this_run.py:11.
# says: Then worker 0 wrote 9 to stock at lost_in_this_run.py:13.
# says: worker 1 wrote 9 to stock at lost_in_this_run.py:13, which it had made of the older value: the write of worker 0 is lost.
# says: To fix it, guard stock with one lock, made once with threading.Lock(): hold it at lost_in_this_run.py:11 and lost_in_this_run.py:13, from the read to the write.
