# Runs in a spare interpreter before it is needed (see warmUp.ts): a bit of what programs do most,
# so that V8 has translated it well by then. What it prints and leaves behind is thrown away.
import queue
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

lock = threading.Lock()
jobs = queue.Queue(maxsize=1)
turns = [threading.Semaphore(0), threading.Semaphore(0)]


def compute(rounds):
    """Each call is a new activation of the eval loop, so the translation is used when it is there."""
    total, seen = 0, {}
    for number in range(rounds):
        total = (total * 31 + number) % 1000003
        seen[number % 64] = f'{total:x}'[-2:]
    return sorted(seen.values(), key=str.lower)


def take_turns(own, other):
    for number in range(100):
        turns[own].acquire()
        with lock:
            jobs.put(number)
            jobs.get()
        turns[other].release()


def start_and_join(target, *arguments):
    thread = threading.Thread(target=target, args=arguments)
    thread.start()
    thread.join()


for _ in range(int(sys.argv[1])):
    start_and_join(compute, 2_000)
    other = threading.Thread(target=take_turns, args=(1, 0))
    other.start()
    turns[0].release()
    take_turns(0, 1)
    other.join()
    turns[0].acquire()
    with ThreadPoolExecutor(max_workers=2) as pool:
        assert sum(pool.map(abs, range(20))) == 190
