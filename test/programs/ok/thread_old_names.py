# expect: same output as python3
import threading

thread = threading.Thread(target=print, args=('hello',))
thread.setName('old')
thread.setDaemon(True)
print(thread.getName(), thread.isDaemon())
thread.start()
thread.join()
print(threading.currentThread().name)
print(threading.activeCount())
event = threading.Event()
print(event.isSet())
condition = threading.Condition()
with condition:
    condition.notifyAll()
