# expect: same output as python3
import inspect
import sys
import threading
import traceback


def inner():
    stack = inspect.stack()
    print([entry.function for entry in stack if entry.filename == __file__])
    print(stack[0].lineno, stack[0].code_context[0].strip())
    print(sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name)
    traceback.print_stack(limit=1, file=sys.stdout)
    print(traceback.format_list(traceback.extract_stack(limit=1))[0].strip().splitlines()[-1])


def outer():
    inner()


outer()
thread = threading.Thread(target=outer)
thread.start()
thread.join()
print(inspect.getsource(outer))
print(inspect.signature(threading.Thread.join), inspect.isfunction(outer))
