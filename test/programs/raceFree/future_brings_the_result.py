# expect: exit 0
from concurrent.futures import ThreadPoolExecutor


class Task:
    def __init__(self):
        self.state = 'new'

    def run(self):
        self.state = 'done'
        return self


with ThreadPoolExecutor(2) as pool:
    tasks = [Task() for _ in range(4)]
    for future in [pool.submit(task.run) for task in tasks]:
        task = future.result()
        task.state = task.state + '!'
print([task.state for task in tasks])
