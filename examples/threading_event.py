"""An Event is a flag that threads can wait for: one sets it, all who wait go on."""

import threading
import time

start_signal = threading.Event()


def wait_patiently():
    print('patient: waiting for the signal')
    start_signal.wait()
    print('patient: off I go')


def wait_impatiently():
    # wait() returns True if the flag is set, False if the time is over.
    while not start_signal.wait(timeout=0.8):
        print('impatient: still no signal')
    print('impatient: at last')


patient = threading.Thread(target=wait_patiently, name='patient')
impatient = threading.Thread(target=wait_impatiently, name='impatient')
patient.start()
impatient.start()

print('main: the flag is', start_signal.is_set())
time.sleep(2)
print('main: setting the flag')
start_signal.set()

patient.join()
impatient.join()
print('main: the flag is', start_signal.is_set())
