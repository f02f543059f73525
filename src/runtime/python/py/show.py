"""Values as short texts, whatever their classes do: a `__repr__` that is slow, raises or never ends
costs its own line only."""

import types

import _weft
import weft_sync

#: Characters of a value in a list, and of one that is to be copied.
SHORT, WHOLE = 1_000, 1_000_000
#: Milliseconds for one `__repr__` of the user's, and after which no more are called.
PATIENCE, TIRED = 200, 800
#: Containers inside containers, and how many items of one are looked at.
DEPTH, ITEMS = 6, 200

PLAIN = {float, complex, bool, bytes, bytearray, range, type(None), type(...), type(NotImplemented)}
#: Their `repr` runs nothing of the user's.
HARMLESS = {type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType, types.CodeType,
            types.FrameType, types.TracebackType}
BRACKETS = {list: '[]', tuple: '()', set: '{}', frozenset: ('frozenset({', '})')}


#: Turned off for one answer, if a `__repr__` could not be stopped.
calls_user_code = True


class Stop(BaseException):
    """Raised by Weft inside code that takes too long."""


class timed:
    """Lets the code inside run for so many milliseconds."""

    def __init__(self, milliseconds):
        self.milliseconds = milliseconds

    def __enter__(self):
        _weft.look_limit(self.milliseconds)

    def __exit__(self, *_):
        _weft.look_limit(0)


def cut(text, limit):
    return text if len(text) <= limit else text[:limit] + '…'


def type_name(value):
    try:
        return type.__dict__['__name__'].__get__(type(value))
    except BaseException:
        return 'object'


def show(value, limit=SHORT):
    """At most about `limit` characters."""
    try:
        return cut(Shower(limit).text(value, 0), limit)
    except Stop:
        return f'<{type_name(value)}: its repr takes too long>'
    except RecursionError:
        return f'<{type_name(value)}: its repr recurses>'
    except BaseException as error:
        return f'<{type_name(value)}: its repr raised {type(error).__name__}>'


class Shower:
    def __init__(self, limit):
        self.limit = limit
        self.used = 0
        self.open = []

    def text(self, value, depth):
        text = self.of_kind(value, depth)
        self.used += len(text)
        return text

    def of_kind(self, value, depth):
        kind = type(value)
        if kind in PLAIN:
            return repr(value)
        if kind is str:
            return repr(value if len(value) <= self.limit else value[:self.limit])
        if kind is int:
            size = value.bit_length()
            return repr(value) if size < 14_000 else f'<int of {size} bits>'
        if kind in BRACKETS or kind is dict:
            return self.container(value, kind, depth)
        state = weft_sync.text(value)
        if state is not None:
            return state if depth == 0 else f'<{type_name(value)}: {state}>'
        return self.by_user(value)

    def container(self, value, kind, depth):
        if any(value is each for each in self.open) or depth > DEPTH:
            return '{...}' if kind is dict else '[...]' if kind is list else '(...)'
        self.open.append(value)
        try:
            return self.items(value, kind, depth)
        finally:
            self.open.pop()

    def items(self, value, kind, depth):
        if kind is set and not value:
            return 'set()'
        if kind is frozenset and not value:
            return 'frozenset()'
        start, end = '{}' if kind is dict else BRACKETS[kind]
        texts = []
        for number, item in enumerate(value.items() if kind is dict else value):
            if number >= ITEMS and self.limit == SHORT or self.used > self.limit:
                texts.append('…')
                break
            if kind is dict:
                texts.append(f'{self.text(item[0], depth + 1)}: {self.text(item[1], depth + 1)}')
            else:
                texts.append(self.text(item, depth + 1))
        trailing = ',' if kind is tuple and len(texts) == 1 else ''
        return start + ', '.join(texts) + trailing + end

    def by_user(self, value):
        if type(value) in HARMLESS:
            return repr(value)
        if not calls_user_code or _weft.look_limit(0) > TIRED:
            return object.__repr__(value)
        try:
            with timed(PATIENCE):
                text = repr(value)
        except (Stop, RecursionError):
            raise
        except BaseException as error:
            return f'<{type_name(value)}: its repr raised {said(error)}>'
        return str.__str__(text)


def said(error):
    try:
        message = str(error)
    except BaseException:
        message = ''
    return f'{type_name(error)}: {cut(message, 200)}' if message else type_name(error)
