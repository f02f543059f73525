# Eight threads that take two of sixteen locks in turn, always in the same order.
import sys
import threading

rounds = int(sys.argv[1])
locks = [threading.Lock() for _ in range(16)]


def work(start):
    for number in range(start, start + rounds // 8):
        with locks[number % 15]:
            with locks[15]:
                pass


threads = [threading.Thread(target=work, args=(start,)) for start in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
