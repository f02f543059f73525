# Two hundred threads that do a bit of everything, in no order that repeats.
import queue
import random
import sys
import threading

sys.setswitchinterval(1e-5)
rounds = int(sys.argv[1])
locks = [threading.Lock() for _ in range(16)]
jobs = queue.Queue(maxsize=8)
permits = threading.Semaphore(4)
ready = threading.Event()


def work(number):
    ready.wait()
    for turn in range(rounds // 200):
        with locks[random.randrange(16)]:
            if random.random() < 0.1:
                jobs.put(turn)
        with permits:
            if random.random() < 0.3:
                jobs.empty() or jobs.get_nowait()


def drain():
    while jobs.get() is not None:
        pass


threads = [threading.Thread(target=work, args=(number,)) for number in range(200)]
drainer = threading.Thread(target=drain)
for thread in [*threads, drainer]:
    thread.start()
ready.set()
for thread in threads:
    thread.join()
jobs.put(None)
drainer.join()
