# expect: same output as python3
import threading
import time


def work(number, before):
    if before is not None:
        before.join()
    else:
        time.sleep(0.05)
    print(number)


last = None
for number in range(5):
    last = threading.Thread(target=work, args=(number, last))
    last.start()
last.join()
