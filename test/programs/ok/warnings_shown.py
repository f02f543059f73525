# expect: same output as python3
import threading
import warnings


def work():
    warnings.warn('from a thread', UserWarning)


warnings.warn('from main')
for _ in range(2):
    warnings.warn('only once', RuntimeWarning)
warnings.warn('hidden no longer', DeprecationWarning)
thread = threading.Thread(target=work)
thread.start()
thread.join()
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    warnings.warn('caught')
print([str(entry.message) for entry in caught])
