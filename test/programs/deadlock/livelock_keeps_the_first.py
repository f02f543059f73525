# expect: livelock
# kind: livelock
# certainty: likely
# steps: 5000
import threading
import time

fork = threading.Lock()
knife = threading.Lock()


def eat(first, second):
    first.acquire()
    time.sleep(0.1)
    while not second.acquire(timeout=0.1):
        pass  # tries again, but keeps the first
    print('never')


threading.Thread(target=eat, args=(fork, knife), name='Ann').start()
threading.Thread(target=eat, args=(knife, fork), name='Bob').start()

# says: Livelock: Ann and Bob try again and again and do not get on
# says: To fix it, take the locks in the same order in every thread (fork, then knife) and wait for them, or let each thread wait for a random time before it tries again.
