"""threading.local() has its own attributes in each thread."""

import threading
import time

mine = threading.local()


def show():
    name = threading.current_thread().name
    try:
        print(f'{name} sees {mine.value}')
    except AttributeError:
        print(f'{name} sees nothing yet')


def work(value):
    show()  # what other threads have set is not visible here
    mine.value = value
    time.sleep(1)
    show()


mine.value = 'the value of main'
show()

for value in (11, 22):
    threading.Thread(target=work, args=(value,), name=f'worker-{value}').start()
    time.sleep(0.3)

time.sleep(2)
show()  # still its own
