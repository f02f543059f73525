# expect: same output as python3
import _thread
import signal
import threading
import time

# A handler that only notes the signal leaves what main waits for as it is.
seen = []
signal.signal(signal.SIGINT, lambda number, frame: seen.append(number))
lock = threading.Lock()
lock.acquire()


def work():
    time.sleep(0.02)
    _thread.interrupt_main()
    time.sleep(0.02)
    lock.release()


thread = threading.Thread(target=work)
thread.start()
print(lock.acquire(), lock.locked())
thread.join()
print(seen == [signal.SIGINT])
