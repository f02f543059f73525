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

# says: Data race on result: nothing orders Thread-1 (work) and MainThread
# says: Thread-1 (work) wrote 42 to result at result_not_waited_for.py:11.
# says: MainThread read result (42) at result_not_waited_for.py:16.
# says: No lock is held at these places, and neither waits for the other in between, so another schedule can turn the two round.
# says: To fix it, guard result with one lock, made once with threading.Lock(): hold it at result_not_waited_for.py:11 and result_not_waited_for.py:16.
