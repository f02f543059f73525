"""What can be typed next in a debugger's console, and what an expression may change."""

import ast
import builtins
import inspect
import keyword
import re
import types

from weft_show import PATIENCE, Stop, timed

#: Calls of these change nothing that outlives them, if the names are not the user's own.
HARMLESS = frozenset((
    'abs', 'all', 'any', 'ascii', 'bin', 'bool', 'bytes', 'callable', 'chr', 'complex', 'dict',
    'dir', 'divmod', 'enumerate', 'float', 'format', 'frozenset', 'getattr', 'hasattr', 'hash',
    'hex', 'id', 'int', 'isinstance', 'issubclass', 'len', 'list', 'locals', 'globals', 'max',
    'min', 'oct', 'ord', 'pow', 'print', 'range', 'repr', 'reversed', 'round', 'set', 'sorted',
    'str', 'sum', 'tuple', 'type', 'vars', 'zip',
))
CALLING = (ast.Call, ast.Await, ast.Yield, ast.YieldFrom)
PURE = (ast.Expression, ast.Name, ast.Attribute, ast.Subscript, ast.Constant, ast.Load,
        ast.UnaryOp, ast.USub)
#: A dotted name with constant subscripts, then the beginning of a word.
TYPED = re.compile(r"""((?:[^\W\d]\w*(?:\[[^\[\]]*\])*\.)*)([^\W\d]\w*|)$""")
MOST = 500
FUNCTIONS = {staticmethod, classmethod, types.FunctionType, types.BuiltinFunctionType,
             types.MethodType, types.MethodDescriptorType, types.WrapperDescriptorType,
             types.ClassMethodDescriptorType, types.MethodWrapperType}


def effect_of(tree):
    """'changes' of statements and `:=`; 'calls' of an expression with calls that may change
    something; None if it only looks: names, attributes, operators, harmless calls."""
    nodes = list(ast.walk(tree))
    assigns = any(isinstance(node, ast.NamedExpr) for node in nodes)
    if assigns or not isinstance(tree, ast.Expression):
        return 'changes'
    calls = any(isinstance(node, CALLING) and not is_harmless(node) for node in nodes)
    return 'calls' if calls else None


def is_harmless(node):
    return (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            and node.func.id in HARMLESS)


def is_pure(tree):
    """Names, attributes and constant subscripts only."""
    return all(isinstance(node, PURE) for node in ast.walk(tree))


def completions(names, text, column):
    """Items for the word that ends at `column`."""
    before = text[:column]
    prefix, word = TYPED.search(before).groups()
    if prefix:
        found = attributes(names, prefix[:-1])
    elif before[:len(before) - len(word)].endswith('.'):
        return []
    else:
        found = visible(names)
    start = len(before) - len(word)
    matching = [name for name in found if name.startswith(word)]
    matching.sort(key=lambda name: (name.startswith('__'), name.startswith('_'), name))
    return [{'label': name, 'kind': found[name], 'start': start, 'length': len(word)}
            for name in matching[:MOST]]


def visible(names):
    found = {name: 'keyword' for name in keyword.kwlist}
    for mapping in (vars(builtins), names.real, names.names):
        for name, value in mapping.items():
            if type(name) is str and name.isidentifier():
                found[name] = kind_of(value)
    return found


def attributes(names, prefix):
    """Attributes of what the prefix stands for; nothing is called to find out."""
    try:
        tree = ast.parse(prefix, mode='eval')
        if not is_pure(tree):
            return {}
        with timed(PATIENCE):
            value = names.run(compile(tree, '<expression>', 'eval'), eval)
            labels = dir(value)
    except (Stop, Exception):
        return {}
    return {name: kind_of_attribute(value, name) for name in labels
            if type(name) is str and name.isidentifier()}


def kind_of_attribute(value, name):
    try:
        found = inspect.getattr_static(value, name)
    except Exception:
        return 'property'
    if isinstance(value, types.ModuleType):
        return kind_of(found)
    if isinstance(found, (type, types.ModuleType)):
        return kind_of(found)
    return 'method' if kind_of(found) == 'function' else 'property'


def kind_of(value):
    kind = type(value)
    if issubclass(kind, types.ModuleType):
        return 'module'
    if issubclass(kind, type):
        return 'class'
    return 'function' if kind in FUNCTIONS else 'variable'
