from . import VERSION
from .inner import deep


def value():
    return f'{VERSION} {deep.answer()}'
