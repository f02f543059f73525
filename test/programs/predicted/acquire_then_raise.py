# expect: exit 0
# predicted: leakyAcquire lock
import threading

lock = threading.Lock()
shares = []


def share(total, people):
    lock.acquire()
    shares.append(total / people)
    lock.release()


threads = [threading.Thread(target=share, args=(10, people)) for people in (1, 2, 5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(shares))
