# expect: same output as python3
import gc
import threading
import weakref


class Node:
    def __init__(self):
        self.ring = self


def work():
    for _ in range(500):
        references.append(weakref.ref(Node()))


references = []
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
gc.collect()
print(len(references), sum(reference() is not None for reference in references))
thread = threading.Thread(target=print)
reference = weakref.ref(thread)
del thread
gc.collect()
print(reference())
