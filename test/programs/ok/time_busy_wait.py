# expect: same output as python3
import threading
import time

done = False


def finish():
    global done
    done = True


def spin():
    count = 0
    while not done:
        count += 1
    print('seen')


spinner = threading.Thread(target=spin)
spinner.start()
time.sleep(0.01)
threading.Thread(target=finish).start()
spinner.join()

# Waiting for the clock: time has to pass for a program that never sleeps.
end = time.monotonic() + 0.05
while time.monotonic() < end:
    pass
print('later')
