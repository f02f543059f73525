# expect: same output as python3
def parse(text):
    try:
        return int(text)
    except ValueError as error:
        raise RuntimeError('can not parse') from error


def load():
    try:
        parse('abc')
    finally:
        print('cleaned up')


if __name__ == '__main__':
    load()
