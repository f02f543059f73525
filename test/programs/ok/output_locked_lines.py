# expect: same output as python3
import threading

lock = threading.Lock()
order = threading.Condition(lock)
turn = 0


def speak(number):
    global turn
    for _ in range(3):
        with order:
            order.wait_for(lambda: turn % 3 == number)
            for word in ('one', 'two', 'three')[number], 'of', 'three':
                print(word, end=' ')
            print()
            turn += 1
            order.notify_all()


threads = [threading.Thread(target=speak, args=(number,)) for number in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
