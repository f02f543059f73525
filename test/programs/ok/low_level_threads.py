# expect: same output as python3
import _thread
import time

done = _thread.allocate_lock()
done.acquire()
results = []


def work(a, b, *, c=0):
    results.append((a, b, c))
    results.append(_thread.get_ident() != main)
    done.release()


main = _thread.get_ident()
ident = _thread.start_new_thread(work, (1, 2), {'c': 3})
print(isinstance(ident, int), ident != main)
done.acquire()
print(results)
done.release()

print(_thread.error is RuntimeError)
print(isinstance(done, _thread.LockType))
print(_thread.TIMEOUT_MAX > 1000)
print(isinstance(_thread.get_native_id(), int))
time.sleep(0.1)
print(_thread._count())


def leave():
    _thread.exit()
    print('never')


_thread.start_new(leave, ())
time.sleep(0.1)
for wrong in ((print, 1), (1, ()), (print, (), 5)):
    try:
        _thread.start_new_thread(*wrong)
    except TypeError:
        print('TypeError')
