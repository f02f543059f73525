# expect: same output as python3
import threading


def work():
    names.append(threading.current_thread().name)


class Worker(threading.Thread):
    def run(self):
        names.append(self.name)


names = []
threads = [
    threading.Thread(target=work),
    threading.Thread(target=work, name='chosen'),
    threading.Thread(target=lambda: work()),
    Worker(),
    Worker(name='subclass'),
    threading.Thread(target=work, name=42),
]
threads[0].name = 'renamed'
for thread in threads:
    thread.start()
    thread.join()
print(names)
threads[0].name = 'after the end'
print(threads[0].name)
print(threading.current_thread().name)
threading.current_thread().name = 'boss'
print(threading.main_thread().name)
