# expect: same output as python3
import threading

start = threading.Barrier(2)


def run(lane):
    try:
        if lane == 2:
            raise RuntimeError('fell over')
        start.wait()
    except RuntimeError:
        start.abort()


runners = [threading.Thread(target=run, args=(lane,)) for lane in (1, 2)]
for runner in runners:
    runner.start()
for runner in runners:
    runner.join()
print(start.broken)
