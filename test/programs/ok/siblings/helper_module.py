from pathlib import Path

NAME = 'helper'


def read_data():
    return (Path(__file__).parent / 'pack' / 'data.txt').read_text().strip()


def fail():
    raise LookupError('from the helper module')
