"""Two threads that wait for each other's end: neither can come first."""

import threading
import time

team = {}


def work(own_part, partner):
    print(f'{own_part}: working')
    time.sleep(1)
    print(f'{own_part}: waiting until the {partner} is done')
    team[partner].join()
    print('never printed')


team['roof'] = threading.Thread(target=work, args=('roof', 'floor'), name='roof')
team['floor'] = threading.Thread(target=work, args=('floor', 'roof'), name='floor')

for thread in team.values():
    thread.start()

# The cure: only the thread that started the others waits for them.
for thread in team.values():
    thread.join()
