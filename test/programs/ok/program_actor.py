# expect: same output as python3
import queue
import threading


class Actor(threading.Thread):
    def __init__(self):
        super().__init__(daemon=True)
        self.inbox = queue.Queue()
        self.start()

    def send(self, message, *values):
        reply = queue.Queue(1)
        self.inbox.put((message, values, reply))
        return reply

    def run(self):
        while True:
            message, values, reply = self.inbox.get()
            try:
                reply.put((True, getattr(self, f'on_{message}')(*values)))
            except Exception as error:
                reply.put((False, repr(error)))


class Counter(Actor):
    value = 0

    def on_add(self, amount):
        self.value += amount
        return self.value

    def on_fail(self):
        raise ValueError('asked to fail')


counter = Counter()
replies = [counter.send('add', n) for n in range(5)]
print([reply.get()[1] for reply in replies])
print(counter.send('fail').get())
print(counter.send('missing').get()[0])
