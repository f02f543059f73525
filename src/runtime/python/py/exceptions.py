"""Exceptions as a debugger shows them: with what caused them, and without Weft's own frames."""

import traceback

from weft_show import PATIENCE, timed


def said(error):
    """An exception as the last line of a traceback."""
    try:
        return traceback.format_exception_only(error)[-1].strip()
    except BaseException:
        return type(error).__name__


def view(error, seen, is_uncaught=False):
    seen.add(id(error))
    kind = type(error)
    with timed(PATIENCE):
        message = text_of(error)
    module = kind.__module__
    full = kind.__qualname__ if module == 'builtins' else f'{module}.{kind.__qualname__}'
    return {
        'typeName': kind.__name__,
        'fullTypeName': full,
        'message': message,
        'isUncaught': is_uncaught,
        'traceback': ''.join(lines_of(error)),
        'causes': [view(each, seen) for each in causes_of(error) if id(each) not in seen],
    }


def text_of(error):
    try:
        return str(error)
    except BaseException:
        return ''


def lines_of(error):
    """As Python prints it, without Weft's own frames."""
    try:
        report = traceback.TracebackException.from_exception(error)
        each = report
        while each is not None:
            kept = [line for line in each.stack if not line.filename.startswith('<weft')]
            each.stack = traceback.StackSummary.from_list(kept)
            each = each.__cause__ or each.__context__
        return list(report.format())
    except BaseException:
        return [f'{type(error).__name__}\n']


def causes_of(error):
    if isinstance(error, BaseExceptionGroup):
        yield from error.exceptions
    if error.__cause__ is not None:
        yield error.__cause__
    elif error.__context__ is not None and not error.__suppress_context__:
        yield error.__context__
