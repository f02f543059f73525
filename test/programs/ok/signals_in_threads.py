# expect: same output as python3
import os
import signal
import threading
import time


def handler(number, frame):
    print(signal.Signals(number).name, 'in', threading.current_thread().name)


def attempt(action, *args):
    try:
        action(*args)
    except ValueError as error:
        print(error)


def work():
    attempt(signal.signal, signal.SIGUSR1, handler)
    attempt(signal.set_wakeup_fd, -1)
    signal.raise_signal(signal.SIGUSR1)
    while not handled:
        time.sleep(0.001)
    os.kill(os.getpid(), signal.SIGUSR2)


def handle_and_tell(number, frame):
    handler(number, frame)
    handled.append(number)


# Only the main thread handles signals, whoever raises them.
handled = []
signal.signal(signal.SIGUSR1, handle_and_tell)
signal.signal(signal.SIGUSR2, handler)
thread = threading.Thread(target=work)
thread.start()
while thread.is_alive():
    time.sleep(0.001)
signal.raise_signal(signal.SIGUSR2)
os.kill(os.getpid(), signal.SIGUSR1)
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
signal.raise_signal(signal.SIGUSR1)
print('end')
