# expect: deadlock
# kind: nobodyActs
import queue
import threading

readings = queue.SimpleQueue()
threading.excepthook = lambda details: None


def measure():
    readings.put(20.5)
    raise OSError('sensor lost')


threading.Thread(target=measure, name='sensor').start()
while True:
    print(readings.get())

# says: Nobody is left to put into readings
# says: MainThread waits for an item in readings at queue_producer_crashed.py:17.
# says: readings is empty, and no thread is left that could put into it.
# says: sensor died of OSError: sensor lost: perhaps it should have done so.
