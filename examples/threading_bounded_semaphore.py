"""A BoundedSemaphore complains when it is released more often than it was taken."""

import threading
import time

parking = threading.BoundedSemaphore(2)


def park(seconds):
    name = threading.current_thread().name
    with parking:
        print(f'{name} has parked')
        time.sleep(seconds)
    print(f'{name} has left')


cars = [
    threading.Thread(target=park, args=(1.0,), name='red car'),
    threading.Thread(target=park, args=(1.5,), name='blue car'),
    threading.Thread(target=park, args=(0.7,), name='green car'),
]
for car in cars:
    car.start()
    time.sleep(0.1)
for car in cars:
    car.join()

# A plain Semaphore would now quietly let three cars onto two places.
try:
    parking.release()
except ValueError as error:
    print('a mistake was found:', error)
