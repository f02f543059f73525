# expect: any end
import threading


class Deep:
    def __getattr__(self, name):
        return getattr(self, name + 'x')


def dive():
    try:
        Deep().a
    except RecursionError:
        print('RecursionError')


thread = threading.Thread(target=dive)
thread.start()
thread.join()
dive()
