"""A Barrier makes threads wait for each other: nobody goes on until all have arrived."""

import threading
import time

summit = threading.Barrier(3)


def climb(seconds):
    name = threading.current_thread().name
    for stage in ('hut', 'peak'):
        time.sleep(seconds)
        print(f'{name} is at the {stage}')
        summit.wait()  # the third one to come lets all of them through
    print(f'{name} has seen the peak')


climbers = [
    threading.Thread(target=climb, args=(0.5,), name='quick'),
    threading.Thread(target=climb, args=(1.0,), name='steady'),
    threading.Thread(target=climb, args=(1.5,), name='slow'),
]
for climber in climbers:
    climber.start()
for climber in climbers:
    climber.join()

print('the barrier is broken:', summit.broken)
