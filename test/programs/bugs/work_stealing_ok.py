# expect: nothing
# The thief says what it takes, then looks (the THE protocol).

import threading


class Deque:
    def __init__(self, tasks):
        self.tasks = tasks
        self.head, self.tail = 0, len(tasks)
        self.lock = threading.Lock()

    def pop(self):
        """Of the owner, at the tail; it takes the lock only if there may be a thief."""
        self.tail -= 1
        if self.head <= self.tail:
            return self.tasks[self.tail]
        self.tail += 1
        with self.lock:
            if self.head >= self.tail:
                return None
            self.tail -= 1
            return self.tasks[self.tail]

    def steal(self):
        """Of a thief, at the head."""
        with self.lock:
            self.head += 1
            if self.head > self.tail:
                self.head -= 1
                return None
            return self.tasks[self.head - 1]


deque = Deque(['a'])
done = []


def work(take):
    task = take()
    if task is not None:
        done.append(task)


threads = [threading.Thread(target=work, args=(take,), name=take.__name__)
           for take in (deque.pop, deque.steal)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert done == ['a'], done
