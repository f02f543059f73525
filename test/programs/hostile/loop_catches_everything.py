# expect: stopped
import time

while True:
    try:
        while True:
            time.sleep(0)
    except BaseException:
        pass
