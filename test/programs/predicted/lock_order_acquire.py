# expect: exit 0
# predicted: lockOrder stock orders
import threading

stock = threading.Lock()
orders = threading.RLock()


def sell():
    orders.acquire()
    stock.acquire()
    print('sold')
    stock.release()
    orders.release()


def restock():
    stock.acquire()
    orders.acquire()
    print('restocked')
    orders.release()
    stock.release()


seller = threading.Thread(target=sell)
seller.start()
restock()
seller.join()
