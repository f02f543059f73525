# expect: exit 0
# predicted: lockOrder table log
import threading

table = threading.Lock()
log = threading.Lock()


def write(text):
    with log:
        print(text)


def clean():
    with log:
        with table:
            print('cleaned')


timer = threading.Timer(0.5, clean)
timer.start()
with table:
    write('table in use')
timer.join()
