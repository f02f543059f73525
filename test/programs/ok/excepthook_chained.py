# expect: same output as python3
import threading


class ConfigError(Exception):
    pass


def parse(text):
    try:
        return int(text)
    except ValueError as error:
        raise ConfigError(f'bad number: {text}') from error


def work():
    try:
        parse('x')
    except ConfigError:
        {}['missing']


thread = threading.Thread(target=work, name='parser')
thread.start()
thread.join()


def hide():
    try:
        parse('y')
    except ConfigError:
        raise LookupError('hidden cause') from None


thread = threading.Thread(target=hide, name='hider')
thread.start()
thread.join()
