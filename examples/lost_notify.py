"""notify() wakes only those who already wait. Whoever comes later waits for ever."""

import threading
import time

mail = threading.Condition()


def deliver():
    with mail:
        print('postman: here is a letter')
        mail.notify()  # nobody is waiting: nothing happens, nothing is remembered


def receive():
    time.sleep(1)  # comes home too late
    with mail:
        print('receiver: waiting for the letter')
        mail.wait()  # the cure: a variable that remembers, and 'while not letter: mail.wait()'
        print('never printed')


postman = threading.Thread(target=deliver, name='postman')
receiver = threading.Thread(target=receive, name='receiver')
postman.start()
receiver.start()

postman.join()
receiver.join()
