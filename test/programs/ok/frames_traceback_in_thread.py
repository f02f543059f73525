# expect: same output as python3
import sys
import threading
import traceback


def fail():
    raise ValueError('x')


def work():
    try:
        fail()
    except ValueError as error:
        traceback.print_exc(file=sys.stdout)
        print([frame.name for frame in traceback.extract_tb(error.__traceback__)])
        print(traceback.format_exception_only(error))


thread = threading.Thread(target=work)
thread.start()
thread.join()
