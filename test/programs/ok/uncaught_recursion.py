# expect: same output as python3
import threading


def dive(depth):
    return dive(depth + 1)


def attempt():
    try:
        dive(0)
    except RecursionError as error:
        print(type(error).__name__, str(error).startswith('maximum recursion depth exceeded'))


attempt()
thread = threading.Thread(target=attempt)
thread.start()
thread.join()
attempt()
