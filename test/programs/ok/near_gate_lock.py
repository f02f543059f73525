# expect: same output as python3
# Opposite orders, but nobody takes the two without the gate.
import threading

gate = threading.Lock()
left = threading.Lock()
right = threading.Lock()
count = 0


def work(first, second):
    global count
    for _ in range(5):
        with gate:
            with first, second:
                count += 1


threads = [
    threading.Thread(target=work, args=(left, right)),
    threading.Thread(target=work, args=(right, left)),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(count)
