# expect: same output as python3
import threading


class Task(threading.Thread):
    def __init__(self, number):
        super().__init__(daemon=True)
        self.number = number
        self.result = None
        self.error = None

    def run(self):
        try:
            self.result = 100 // self.number
        except ZeroDivisionError as error:
            self.error = error

    def join(self, timeout=None):
        super().join(timeout)
        if self.error:
            raise self.error
        return self.result


tasks = [Task(number) for number in (1, 0, 7)]
for task in tasks:
    task.start()
for task in tasks:
    try:
        print(task.join())
    except ZeroDivisionError as error:
        print('error:', type(error).__name__)
