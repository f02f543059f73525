from .. import VERSION


def answer():
    return f'answer of {VERSION}'
