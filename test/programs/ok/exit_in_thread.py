# expect: same output as python3
import sys
import threading
import time


def work():
    print('exiting')
    sys.exit(5)


thread = threading.Thread(target=work)
thread.start()
thread.join()
print('main goes on', thread.is_alive())


def late():
    time.sleep(0.05)
    sys.exit('ignored')


threading.Thread(target=late).start()
sys.exit(2)
