# expect: same output as python3
import threading
import time

gate = threading.Lock()
gate.acquire()


def open_gate():
    time.sleep(0.05)
    print('opening')
    gate.release()


threading.Thread(target=open_gate).start()
gate.acquire()
print('through')
gate.release()
print(gate.locked())
