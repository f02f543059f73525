# expect: same output as python3
import threading
import time

semaphore = threading.Semaphore(2)
print(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(blocking=False))
print(semaphore.acquire(timeout=0.02))
semaphore.release()
print(semaphore.acquire(timeout=0.02))

taken = []


def take(name):
    semaphore.acquire()
    taken.append(name)


threads = [threading.Thread(target=take, args=(n,)) for n in range(4)]
for thread in threads:
    thread.start()
time.sleep(0.05)
print(taken)
semaphore.release(3)
time.sleep(0.05)
print(len(taken))
semaphore.release()
for thread in threads:
    thread.join()
print(len(taken), semaphore._value)
