# expect: same output as python3
import threading

lock = threading.Lock()
try:
    with lock:
        print(lock.locked())
        raise ValueError('inside')
except ValueError as error:
    print('caught', error)
print(lock.locked())


def leave_early():
    with lock:
        return 'returned'


print(leave_early(), lock.locked())
for _ in range(2):
    with lock:
        continue
print(lock.locked())
print(lock.__enter__(), lock.__exit__(None, None, None))
