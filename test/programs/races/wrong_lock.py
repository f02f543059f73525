# expect: exit 0
# races: lostUpdate value 19,19,13
import threading

a = threading.Lock()
b = threading.Lock()
value = 0


def one():
    global value
    with a:
        value += 1


def other():
    global value
    with b:
        value += 1


threads = [threading.Thread(target=one), threading.Thread(target=other)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(value)
