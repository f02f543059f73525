# expect: same output as python3
# A Lock as a signal: one thread takes it twice, another one releases it.
import threading
import time

done = threading.Lock()


def work():
    time.sleep(0.1)
    print('worked')
    done.release()


done.acquire()
threading.Thread(target=work).start()
done.acquire()
print('done')
