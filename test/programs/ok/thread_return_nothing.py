# expect: same output as python3
import threading


class Result:
    pass


def work(result):
    result.value = 42
    return 'ignored'


result = Result()
thread = threading.Thread(target=work, args=(result,))
print(thread.start())
print(thread.join())
print(result.value)
# run() drops the references that it was given
print(hasattr(thread, '_target'), hasattr(thread, '_args'))
