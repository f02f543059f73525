# expect: exit 0
# predicted: leakyAcquire lock
import threading


class Table:
    def __init__(self):
        self.lock = threading.Lock()
        self.rows = {}

    def parse(self, text):
        if ':' not in text:
            raise ValueError(text)
        return text.split(':')

    def put(self, text):
        self.lock.acquire()
        key, value = self.parse(text)
        self.rows[key] = value
        self.lock.release()


table = Table()
threads = [threading.Thread(target=table.put, args=(text,)) for text in ('a:1', 'b:2')]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(table.rows))
