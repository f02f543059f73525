# expect: same output as python3
# Opposite orders under a lock that guards both: no deadlock is possible.
import threading

gate = threading.Lock()
left = threading.Lock()
right = threading.Lock()


def one():
    with gate, left, right:
        pass


def two():
    with gate, right, left:
        pass


for _ in range(3):
    threads = [threading.Thread(target=one), threading.Thread(target=two)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
print('done')
