# expect: same output as python3
# predicted: foreignRelease busy
import threading
import time

busy = threading.Lock()


def start(then):
    busy.acquire()

    def run():
        time.sleep(0.03)
        then()
        busy.release()

    threading.Thread(target=run).start()


for word in ('one', 'two', 'three'):
    start(lambda word=word: print(word))
with busy:
    print('idle')
