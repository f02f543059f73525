# expect: exit 0
import threading

condition = threading.Condition()
items = []
taken = 0


def produce():
    for number in range(4):
        with condition:
            items.append(number)
            condition.notify()


def consume():
    global taken
    for _ in range(4):
        with condition:
            while len(items) == 0:
                condition.wait()
            items.pop()
            taken += 1


threads = [threading.Thread(target=consume), threading.Thread(target=produce)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(taken)
