# expect: same output as python3
import sys
import threading

print(sys.getswitchinterval())
sys.setswitchinterval(0.001)
print(sys.getswitchinterval())
try:
    sys.setswitchinterval(0)
except ValueError as error:
    print(error)
counts = [0, 0]


def count(index):
    for _ in range(20000):
        counts[index] += 1


threads = [threading.Thread(target=count, args=(index,)) for index in (0, 1)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counts)
