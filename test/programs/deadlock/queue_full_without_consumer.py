# expect: deadlock
# kind: nobodyActs
import queue
import threading

belt = queue.Queue(maxsize=2)


def pack():
    for number in range(3):
        belt.put(number)
    print('never')


threading.Thread(target=pack, name='packer').start()

# says: Nobody is left to take from belt
# says: packer waits for room in belt at queue_full_without_consumer.py:11.
# says: belt is full, and no thread is left that could take from it.
# says: To fix it, let a thread go on taking from belt, or make it larger.
