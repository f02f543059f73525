# expect: same output as python3
import threading


def main():
    print('main', threading.current_thread().name, __name__)
    return 3


if __name__ == '__main__':
    raise SystemExit(main())
