"""join(timeout) waits, but not for longer than you say."""

import threading
import time


def save_backup():
    print('backup begins')
    time.sleep(5)
    print('backup is complete')  # never printed: the program ends before


def work():
    print('work begins')
    time.sleep(0.5)
    print('work is done')


backup = threading.Thread(target=save_backup, name='backup', daemon=True)
worker = threading.Thread(target=work, name='worker')

backup.start()
worker.start()

worker.join()
backup.join(timeout=1.0)  # gives up after one second

# join() always returns None. is_alive() tells whether the thread has ended.
print('backup is still running:', backup.is_alive())
