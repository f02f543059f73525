# expect: same output as python3
import threading


def work():
    error = ValueError('a value')
    error.add_note('a note')
    error.add_note('another note')
    raise ExceptionGroup('several', [error, TypeError('a type')])


thread = threading.Thread(target=work, name='grouped')
thread.start()
thread.join()
