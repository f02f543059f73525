# expect: exit 0
# races: dataRace names 10,14
import threading

names = {'ann': 1}


def work():
    for name in list(names):
        names[name + '!'] = 2


def look():
    for name in names:
        name.upper()


threads = [threading.Thread(target=work), threading.Thread(target=look)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
