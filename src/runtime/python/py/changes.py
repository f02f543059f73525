"""Setting variables from a debugger, and the places that its data breakpoints watch."""

import ast
import sys
import types

import weft_values
from weft_completions import is_pure
from weft_values import is_a

CONSOLE = '<expression>'
SCOPES = ('Locals', 'Globals', 'Closure')


def set_expression(names, expression, text):
    """Assigns to a name, attribute or item. The value of the name after that."""
    target = ast.parse(expression.strip(), mode='eval').body
    if not isinstance(target, (ast.Name, ast.Attribute, ast.Subscript)):
        raise SyntaxError(f'cannot assign to {expression.strip()}')
    value = names.run(compile(text.strip(), CONSOLE, 'eval', dont_inherit=True), eval)
    if isinstance(target, ast.Name):
        where = names.names
        if target.id not in where and target.id in names.real:
            where = names.real
        where[target.id] = value
        return value
    owner = run(names, target.value)
    if isinstance(target, ast.Attribute):
        setattr(owner, target.attr, value)
        return getattr(owner, target.attr)
    key = run(names, target.slice)
    owner[key] = value
    return owner[key]


def run(names, node):
    code = compile(ast.fix_missing_locations(ast.Expression(node)), CONSOLE, 'eval')
    return names.run(code, eval)


def set_variable(node, name, value):
    """Assigns to the row of that name. The step to it, and the value that is there then."""
    row = row_of(node, name)
    if row['isReadOnly']:
        raise TypeError(f'{name} can not be changed')
    kind, where = row['step'][0], row['step'][-1]
    base = node.view.partition('/')[0]
    owner = node.value
    if base in SCOPES:
        (owner.f_globals if base == 'Globals' else owner.f_locals)[where] = value
    elif kind == 'item':
        owner[where] = value
    elif kind == 'entry':
        owner[list(dict.keys(owner))[where]] = value
    else:
        setattr(owner, where, value)
    if kind == 'property':
        return [row['step'], ['value']], weft_values.Node(getattr(owner, where))
    return [row['step']], weft_values.step(node, row['step'])


def row_of(node, name):
    rows = weft_values.named_rows(node)
    if not node.view:
        rows = rows + list(weft_values.indexed_rows(node, 0, None))
    for row in rows:
        if row['name'] == name and 'step' in row:
            return row
    raise LookupError(f'there is no {name}')


# -- data breakpoints --

def place_of_row(node, name):
    """Where the value of a row is kept, for TypeScript; or a sentence that says why not."""
    base = node.view.partition('/')[0]
    if base in SCOPES:
        frame = node.value
        if base == 'Globals':
            return entry(frame.f_globals, name)
        return place_of_variable(frame, name)
    row = row_of(node, name)
    owner = node.value
    if row['step'][0] == 'entry' and type(owner) is dict:
        key = list(owner)[row['step'][1]]
        return entry(owner, key)
    if is_a(owner, (types.ModuleType,)):
        return entry(vars(owner), name)
    return place_of_attribute(owner, name)


def place_of_variable(frame, name):
    code = frame.f_code
    if frame.f_locals is frame.f_globals:
        return entry(frame.f_globals, name)
    for index, each in enumerate(variables_of(code)):
        if each == name:
            return {'kind': 'local', 'code': id(code), 'index': index, 'name': name,
                    'ordinal': ordinal_of(frame)}
    if name in frame.f_globals:
        return entry(frame.f_globals, name)
    return f'There is no variable {name}.'


def ordinal_of(frame):
    """How many inner frames of the thread are of the same code."""
    count = 0
    inner = sys._getframe()
    while inner is not frame and inner is not None:
        count += inner.f_code is frame.f_code
        inner = inner.f_back
    return count


def variables_of(code):
    index = 0
    while True:
        try:
            yield code._varname_from_oparg(index)
        except IndexError:
            return
        index += 1


def entry(mapping, key):
    if type(mapping) is not dict or type(key) is not str:
        return 'Only entries whose key is a string can be watched.'
    return {'kind': 'entry', 'owner': id(mapping), 'name': key}


def place_of_attribute(owner, name):
    slots = (vars(base).get(name) for base in weft_values.bases_of(owner))
    is_slot = any(type(each) is types.MemberDescriptorType for each in slots)
    if not is_slot and name not in weft_values.instance_dict(owner):
        return 'Only attributes that the object itself keeps can be watched.'
    return {'kind': 'attribute', 'owner': id(owner), 'name': name}


def place_of_expression(names, frame, text):
    """A name, or an attribute or entry of something that has a name."""
    tree = ast.parse(text.strip(), mode='eval')
    target = tree.body
    if not is_pure(tree) or not isinstance(target, (ast.Name, ast.Attribute, ast.Subscript)):
        return 'Only variables, attributes and entries of dicts can be watched.'
    if isinstance(target, ast.Name):
        if frame is None:
            return entry(names.real, target.id)
        return place_of_variable(frame, target.id)
    owner = run(names, target.value)
    # What is made anew each time (by a property) is gone when the question is answered.
    if run(names, target.value) is not owner:
        return 'This object exists only for a moment.'
    if isinstance(target, ast.Subscript):
        return entry(owner, run(names, target.slice))
    if is_a(owner, (types.ModuleType,)):
        return entry(vars(owner), target.attr)
    return place_of_attribute(owner, target.attr)
