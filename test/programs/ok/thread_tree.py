# expect: same output as python3
import threading

lock = threading.Lock()
count = 0


def grow(depth):
    global count
    with lock:
        count += 1
    if depth:
        children = [threading.Thread(target=grow, args=(depth - 1,)) for _ in range(2)]
        for child in children:
            child.start()
        for child in children:
            child.join()


grow(5)
print(count)
