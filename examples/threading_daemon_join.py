"""join() waits for a daemon thread too, so it may finish its work."""

import threading
import time


def save_backup():
    print('backup begins')
    time.sleep(2)
    print('backup is complete')


def work():
    print('work begins')
    time.sleep(0.5)
    print('work is done')


backup = threading.Thread(target=save_backup, name='backup', daemon=True)
worker = threading.Thread(target=work, name='worker')

backup.start()
worker.start()

worker.join()
backup.join()  # without this line the backup would be cut off after half a second
print('everything is saved')
