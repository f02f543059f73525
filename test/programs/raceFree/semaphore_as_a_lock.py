# expect: exit 0
import threading

gate = threading.Semaphore(1)
n = 0


def work():
    global n
    for _ in range(5):
        gate.acquire()
        n += 1
        gate.release()


threads = [threading.Thread(target=work, name=f'worker {number}') for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(n)
