# expect: same output as python3
import threading


def play(name, mine, other):
    for number in range(3):
        mine.acquire()
        print(name, number)
        other.release()


ping = threading.Semaphore(1)
pong = threading.Semaphore(0)
threads = [
    threading.Thread(target=play, args=('ping', ping, pong)),
    threading.Thread(target=play, args=('pong', pong, ping)),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
