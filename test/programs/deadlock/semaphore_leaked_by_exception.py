# expect: deadlock
# kind: nobodyActs
import threading

connections = threading.BoundedSemaphore(2)
threading.excepthook = lambda details: None


def query(number):
    connections.acquire()
    if number < 2:
        raise OSError('no route')
    connections.release()


for number in range(3):
    worker = threading.Thread(target=query, args=(number,), name=f'query-{number}')
    worker.start()
worker.join()

# says: Nobody is left to release connections
# says: query-2 waits for connections at semaphore_leaked_by_exception.py:10.
# says: The value of connections is 0, and no thread is left that could release it.
# says: query-0 died of OSError: no route: perhaps it should have done so.
# says: query-1 died of OSError: no route: perhaps it should have done so.
# says: MainThread waits until query-2 has ended.
# says: To fix it, release connections once for each time it is taken; “with connections:” does that by itself.
