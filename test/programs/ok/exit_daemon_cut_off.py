# expect: same output as python3
import threading
import time


def work():
    try:
        print('daemon begins')
        time.sleep(60)
    finally:
        print('never')


threading.Thread(target=work, daemon=True).start()
time.sleep(0.05)
print('main ends')
