"""A Condition is a lock with a waiting room: wait() leaves the lock and sleeps until notified."""

import threading
import time

kitchen = threading.Condition()
dinner_is_ready = False


def eat():
    name = threading.current_thread().name
    with kitchen:
        while not dinner_is_ready:  # check again after every notification
            print(f'{name} waits for dinner')
            kitchen.wait()  # gives the lock back while waiting
        print(f'{name} eats')


def cook():
    global dinner_is_ready
    time.sleep(1.5)
    with kitchen:
        dinner_is_ready = True
        print('dinner is ready!')
        kitchen.notify_all()


guests = [threading.Thread(target=eat, name=name) for name in ('Ada', 'Bob')]
for guest in guests:
    guest.start()
    time.sleep(0.3)

chef = threading.Thread(target=cook, name='chef')
chef.start()

for thread in (*guests, chef):
    thread.join()
