# expect: exit 0
# races: dataRace result 11,16
import threading

result = None


def work():
    global result
    # Nothing says that anybody waits for it.
    result = 42


thread = threading.Thread(target=work)
thread.start()
print(result)
thread.join()
