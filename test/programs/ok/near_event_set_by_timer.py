# expect: same output as python3
import threading

ready = threading.Event()
threading.Timer(0.1, ready.set).start()
print(ready.wait())
