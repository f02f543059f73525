# expect: same output as python3
import os
import tempfile
import threading

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'log.txt')

    def write(number):
        with lock, open(path, 'a', encoding='utf-8') as file:
            file.write(f'line {number} ü\n')

    lock = threading.Lock()
    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open(path, encoding='utf-8') as file:
        print(sorted(file.read().splitlines()))
    print(os.listdir(folder), os.path.getsize(path))
print(os.path.exists(folder))
try:
    open(os.path.join(folder, 'gone.txt'))
except FileNotFoundError as error:
    print(error.strerror)
