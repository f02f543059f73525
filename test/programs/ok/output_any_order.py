# expect: same lines, any order
import sys
import threading


def speak(number):
    for line in range(5):
        sys.stdout.write(f'thread {number} line {line}\n')


threads = [threading.Thread(target=speak, args=(number,)) for number in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
