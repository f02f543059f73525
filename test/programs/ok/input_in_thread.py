# expect: same output as python3
import queue
import threading

lines = queue.Queue()


def read():
    while True:
        try:
            lines.put(input())
        except EOFError:
            lines.put(None)
            return


threading.Thread(target=read, daemon=True).start()
while (line := lines.get()) is not None:
    print('got', line)
