"""Two threads hand a turn to each other: two switches per round."""

import sys
import threading

rounds = int(sys.argv[1])
ping, pong = threading.Semaphore(0), threading.Semaphore(0)


def answer():
    for _ in range(rounds):
        ping.acquire()
        pong.release()


thread = threading.Thread(target=answer)
thread.start()
for _ in range(rounds):
    ping.release()
    pong.acquire()
thread.join()
