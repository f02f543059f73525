"""Answers a debugger's questions about a run that stands. Called by TypeScript as the thread that
is asked about; what it does to Python's memory is undone unless the answer says `keep`."""

import ast
import builtins
import io
import itertools
import json
import sys

import _weft
import weft_changes
import weft_completions
import weft_exceptions
import weft_show
import weft_values
from weft_exceptions import said
from weft_show import Stop, show, timed

LIBRARY = ('/lib/python314.zip', '<frozen ', '<weft')
#: What evaluated code says it is from.
CONSOLE = '<expression>'
END_OF_PROGRAM = "can't be evaluated now: it would end the program"
#: Python frames that an evaluation may use beyond those of the thread that it runs as.
DEPTH = 400
#: Milliseconds for the condition of a breakpoint.
HERE_PATIENCE = 1000


class Problem(Exception):
    """The question can't be answered; the text is for the user."""


def answer(text):
    """A question as JSON -> its answer as JSON."""
    request = json.loads(text)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(limit + DEPTH)
    try:
        result = ANSWERS[request['kind']](request)
    except Problem as problem:
        result = {'error': str(problem)}
    except Stop:
        result = {'error': 'stopped: it took too long'}
    except BaseException as error:
        result = {'error': said(error)}
    finally:
        sys.setrecursionlimit(limit)
    return json.dumps(result)


# -- frames --

def live_frames():
    frame = sys._getframe(1)
    while frame is not None:
        if not is_own(frame):
            yield frame, frame.f_lasti, frame.f_lineno
        frame = frame.f_back


def is_own(frame):
    return frame.f_code.co_filename.startswith('<weft')


def entries_of(error):
    entry = error.__traceback__
    while entry is not None:
        yield entry
        entry = entry.tb_next


def unwound(error):
    """The frames that an uncaught exception has left already; empty while they live."""
    entries = [entry for entry in entries_of(error) if not is_own(entry.tb_frame)]
    if not entries or any(frame is entries[-1].tb_frame for frame, _, _ in live_frames()):
        return []
    return entries


def frames():
    """(frame, instruction, line) of the thread, innermost first, without Weft's own. Where it
    stands at an uncaught exception: as it was when that was raised."""
    error = _weft.look_subject()
    live = list(live_frames())
    entries = unwound(error) if error is not None else []
    if not entries:
        return live
    caller = next((index for index, (frame, _, _) in enumerate(live, 1)
                   if frame is entries[0].tb_frame), len(live))
    left = [(entry.tb_frame, entry.tb_lasti, entry.tb_lineno) for entry in reversed(entries)]
    return left + live[caller:]


def frame_at(index):
    found = frames()
    if index >= len(found):
        raise Problem('There is no such frame any more.')
    return found[index][0]


def site_of(frame, instruction, line_number):
    code = frame.f_code
    positions = itertools.islice(code.co_positions(), max(instruction, 0) // 2, None)
    line, end_line, column, end_column = next(positions, (None,) * 4)
    line = line or line_number or code.co_firstlineno
    return {
        'file': code.co_filename,
        'line': line,
        'column': 0 if column is None else column + 1,
        'endLine': end_line or line,
        'endColumn': 0 if end_column is None else end_column + 1,
        'function': code.co_qualname,
        'isLibrary': code.co_filename.startswith(LIBRARY),
    }


def stack(request):
    return {'sites': [site_of(*found) for found in frames()]}


# -- evaluating --

class Output(io.StringIO):
    """Collects what an evaluation prints; a little at least."""

    LIMIT = 100_000

    def write(self, text):
        if self.tell() < self.LIMIT:
            super().write(text)
        return len(text)


class Namespace:
    """The names that a frame sees. Assignments go to the frame."""

    def __init__(self, frame):
        if frame is None:
            main = sys.modules.get('__main__')
            if main is None:
                raise Problem('The script has not begun.')
            self.names = self.real = vars(main)
        else:
            self.names, self.real = frame.f_locals, frame.f_globals

    def run(self, code, run):
        """Functions inside the code (lambdas, generators) see a function's locals too."""
        is_nested = self.names is not self.real and any(
            hasattr(constant, 'co_code') for constant in code.co_consts)
        if not is_nested:
            return run(code, self.real, self.names)
        merged = {**self.real, **self.names}
        before = dict(merged)
        try:
            return run(code, merged, self.names)
        finally:
            for name, value in merged.items():
                if name not in self.names and before.get(name, merged) is not value:
                    self.real[name] = value


def namespace(request):
    frame = request.get('frame')
    return Namespace(None if frame is None else frame_at(frame))


def parse(text, is_statement_allowed):
    """(statements or None, expression or None) as code, and the tree of both."""
    try:
        return None, compile(text.strip(), CONSOLE, 'eval', dont_inherit=True), ast.parse(
            text.strip(), mode='eval')
    except SyntaxError:
        if not is_statement_allowed:
            raise
    tree = ast.parse(text, CONSOLE)
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        last = compile(ast.Expression(tree.body.pop().value), CONSOLE, 'eval', dont_inherit=True)
    return compile(tree, CONSOLE, 'exec', dont_inherit=True), last, tree


def value_of(names, text):
    return names.run(parse(text, False)[1], eval)


def evaluate(request):
    text, context, patience = request['expression'], request['context'], request['patience']
    if not text.strip():
        raise Problem('There is nothing to evaluate.')
    names = namespace(request)
    output = Output()
    streams = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = output
    is_repl = context == 'repl'
    result = {}
    effect = None
    try:
        with timed(patience):
            statements, expression, tree = parse(text, is_repl)
            effect = weft_completions.effect_of(tree) if is_repl else None
            if statements is not None:
                names.run(statements, exec)
            value = None if expression is None else names.run(expression, eval)
        if is_repl and value is None:
            result['view'] = {'value': '', 'type': ''}
        else:
            is_whole = context == 'clipboard'
            result['view'] = weft_values.view(value, is_whole)
            if effect and result['view'].get('has'):
                result['kept'] = weft_values.keep(value)
    except Stop:
        result['error'] = f'TimeoutError: stopped after {patience / 1000:g} s'
        effect = None
    except Problem:
        raise
    except SystemExit:
        result['error'] = f"RuntimeError: {END_OF_PROGRAM}"
        effect = None
    except BaseException as error:
        result['error'] = said(error)
    finally:
        sys.stdout, sys.stderr = streams
    result['output'] = output.getvalue()
    result['keep'], result['effect'] = effect is not None, effect
    return result


here_codes = {}


def evaluate_here(text):
    """The value of an expression in the innermost frame: '1' or '0' for its truth and its text,
    or '!' and what is wrong. Called while the thread runs, maybe often."""
    try:
        code = here_codes.get(text)
        if code is None:
            code = here_codes[text] = compile(text.strip(), CONSOLE, 'eval', dont_inherit=True)
        with timed(HERE_PATIENCE):
            value = Namespace(frame_at(0)).run(code, eval)
            is_true = bool(value)
        return ('1' if is_true else '0') + (value if type(value) is str else show(value))
    except Stop:
        return f'!TimeoutError: stopped after {HERE_PATIENCE / 1000:g} s'
    except BaseException as error:
        return '!' + said(error)


# -- scopes and variables --

def node_of(steps, request):
    """The value and the view of it that the steps lead to."""
    root, *rest = steps
    kind = root[0]
    if kind == 'scope':
        node = weft_values.Node(frame_at(root[1]), root[2])
    elif kind == 'expression':
        names = Namespace(None if root[1] is None else frame_at(root[1]))
        with timed(request['patience']):
            node = weft_values.Node(value_of(names, root[2]))
    else:
        node = weft_values.Node(weft_values.kept(root[1]))
    for step in rest:
        node = weft_values.step(node, step)
    return node


def scopes(request):
    frame = frame_at(request['frame'])
    return {'scopes': [
        {'name': name, 'namedCount': len(weft_values.scope_names(frame, name)),
         'isExpensive': name == 'Globals'}
        for name in weft_values.scope_kinds(frame)
    ]}


def variables(request):
    weft_show.calls_user_code = not request.get('plain')
    node = node_of(request['steps'], request)
    return {'rows': weft_values.children(
        node, request.get('filter'), request['start'], request.get('count'))}


# -- changing --

def changed(steps, node):
    return {'keep': True, 'view': weft_values.view(node.value), 'steps': steps}


def set_variable(request):
    node = node_of(request['steps'], request)
    root = request['steps'][0]
    frame = root[1] if root[0] in ('scope', 'expression') else None
    names = Namespace(None if frame is None else frame_at(frame))
    with timed(request['patience']):
        value = value_of(names, request['value'])
        steps, node = weft_changes.set_variable(node, request['name'], value)
    return changed(steps, node)


def set_expression(request):
    with timed(request['patience']):
        value = weft_changes.set_expression(
            namespace(request), request['expression'], request['value'])
    return changed([], weft_values.Node(value))


def data_place(request):
    name = request['name']
    if request.get('steps'):
        place = weft_changes.place_of_row(node_of(request['steps'], request), name)
    else:
        frame = request.get('frame')
        frame = None if frame is None else frame_at(frame)
        with timed(request['patience']):
            place = weft_changes.place_of_expression(Namespace(frame), frame, name)
    return {'sentence': place} if isinstance(place, str) else {'place': place}


# -- exceptions --

def exception(request):
    error = _weft.look_subject() or sys.exception()
    if error is None:
        return {'exception': None}
    return {'exception': weft_exceptions.view(error, set(), bool(unwound(error)))}


# -- text --

def completions(request):
    return {'items': weft_completions.completions(
        namespace(request), request['text'], request['column'])}


def breakable_lines(request):
    """Of a file that has not been loaded: from its source."""
    try:
        with io.open_code(request['file']) as file:
            code = compile(file.read(), request['file'], 'exec', dont_inherit=True)
    except (OSError, SyntaxError, ValueError) as error:
        raise Problem(said(error)) from None
    lines = set()
    codes = [code]
    for each in codes:
        lines.update(line for _, _, line in each.co_lines() if line)
        codes += [constant for constant in each.co_consts if hasattr(constant, 'co_lines')]
    first, last = request['line'], request['endLine']
    return {'lines': sorted(line for line in lines if first <= line <= last)}


ANSWERS = {
    'stack': stack,
    'evaluate': evaluate,
    'scopes': scopes,
    'variables': variables,
    'setVariable': set_variable,
    'setExpression': set_expression,
    'dataBreakpoint': data_place,
    'exception': exception,
    'completions': completions,
    'breakableLines': breakable_lines,
}
