# expect: same output as python3
import threading

event = threading.Event()
threads = [threading.Thread(target=event.wait, name=f't{n}') for n in range(3)]
print(threading.active_count(), [t.name for t in threading.enumerate()])
for thread in threads:
    thread.start()
print(threading.active_count(), [t.name for t in threading.enumerate()])
event.set()
for thread in threads:
    thread.join()
print(threading.active_count(), [t.name for t in threading.enumerate()])
print(threading.get_ident() == threading.main_thread().ident)
