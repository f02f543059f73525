# expect: same output as python3
# Acquires whose release nothing passes by.
import threading

lock = threading.Lock()
numbers = []


def careful(text):
    lock.acquire()
    try:
        numbers.append(int(text))
    finally:
        lock.release()


def inside(text):
    try:
        lock.acquire()
        numbers.append(int(text))
    finally:
        lock.release()


def catching(text):
    lock.acquire()
    try:
        numbers.append(int(text))
    except ValueError:
        print('no number')
    lock.release()


def early(text):
    lock.acquire()
    if not text:
        lock.release()
        return
    numbers.append(len(text))
    lock.release()


careful('1')
inside('2')
catching('x')
early('')
early('four')
print(numbers, lock.locked())
