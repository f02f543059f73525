"""What is inside a value: rows of names and short texts, a page at a time. Nothing of the user's
is called but `__repr__`, and properties when they are opened."""

import collections
import enum
import itertools
import types

import weft_show
import weft_sync
from weft_show import PATIENCE, Stop, show, timed, type_name

#: Names of Python's own, functions and classes stand in groups of their own.
GROUPS = {'special': 'special variables', 'functions': 'functions', 'classes': 'classes'}
ATTRIBUTES = '[attributes]'
FUNCTIONS = (types.FunctionType, types.BuiltinFunctionType, staticmethod, classmethod)
ATOMS = {int, float, complex, bool, str, bytes, type(None), type(...), type(NotImplemented),
         range, types.FunctionType, types.BuiltinFunctionType, types.CodeType}
SEQUENCES = (list, tuple, collections.deque)
SETS = (set, frozenset)
CO_OPTIMIZED = 1

kept_values = []


class Node:
    """A value, or part of what is in it; `text` is the expression that gives it, if one does."""

    def __init__(self, value, view='', text=None):
        self.value, self.view, self.text = value, view, text


def keep(value):
    """Remembers what an assignment or call of the user's has given."""
    kept_values.append(value)
    return len(kept_values) - 1


def kept(index):
    return kept_values[index]


def bases_of(value):
    return type.__dict__['__mro__'].__get__(type(value))


def is_a(value, kinds):
    bases = bases_of(value)
    return any(kind in bases for kind in kinds)


# -- one value --

def view(value, is_whole=False):
    """What a debugger shows of a value."""
    indexed = length_of(value)
    named = len(named_rows(Node(value), is_counting=True))
    result = {
        'value': show(value, weft_show.WHOLE if is_whole else weft_show.SHORT),
        'type': type_name(value),
        'named': named,
        'indexed': indexed,
        'has': named + indexed > 0,
    }
    known = weft_sync.facts(value) or {}
    if known.get('object'):
        result['object'] = known['object']
    return result


def length_of(value):
    """Number of items that are shown by number."""
    bases = bases_of(value)
    for kind in (list, tuple, collections.deque, set, frozenset, dict):
        if kind in bases:
            return kind.__len__(value)
    return 0


# -- rows --

def row(name, value, step, text=None, kind='data', is_read_only=False):
    return {'name': name, 'value': value, 'step': step, 'text': text, 'kind': kind,
            'isReadOnly': is_read_only}


def text_row(name, text):
    return {'name': name, 'shown': {'value': text, 'type': ''}, 'kind': 'data', 'isReadOnly': True}


def group_row(name, group):
    return {'name': name, 'shown': {'value': '', 'type': '', 'has': True}, 'step': ['group', group],
            'kind': 'special', 'isReadOnly': True}


def children(node, filter, start, count):
    """A page of the rows of a node, with what is to be shown of each."""
    rows = []
    if filter != 'indexed':
        rows += named_rows(node)
    if filter != 'named' and not node.view:
        indexed = list(indexed_rows(node, start if filter else 0, count if filter else None))
        rows = rows + indexed if filter else (rows + indexed)[start:]
    if filter != 'indexed':
        rows = rows[start:] if filter == 'named' else rows
    if count:
        rows = rows[:count]
    return [finished(each) for each in rows]


def finished(each):
    shown = each.pop('shown', None)
    if shown is None:
        shown = view(each.pop('value'))
    return {**each, 'view': shown}


def indexed_rows(node, start, count):
    value = node.value
    end = None if count is None else start + count
    bases = bases_of(value)
    for kind in (list, tuple, collections.deque, set, frozenset):
        if kind in bases:
            items = itertools.islice(kind.__iter__(value), start, end)
            is_set = kind in SETS
            for index, item in enumerate(items, start):
                text = node.text and not is_set and f'{node.text}[{index}]'
                yield row(f'[{index}]', item, ['item', index], text or None,
                          is_read_only=is_set or kind is tuple)
            return
    if dict in bases:
        entries = itertools.islice(dict.items(value), start, end)
        for index, (key, item) in enumerate(entries, start):
            name = show(key)
            is_simple = node.text and type(key) in (str, int, bool)
            yield row(name, item, ['entry', index], f'{node.text}[{name}]' if is_simple else None)


def named_rows(node, is_counting=False):
    """Rows that have names: attributes, variables, groups of them."""
    base, _, group = node.view.partition('/')
    value = node.value
    if base in ('Locals', 'Globals', 'Closure'):
        return grouped(scope_names(value, base), group, node)
    if base == 'property':
        return [property_row(node, group)]
    if type(value) in ATOMS or (not base and length_only(value)):
        return []
    if is_a(value, (type, types.ModuleType)):
        return grouped(dict(vars(value)), group, node)
    if not base:
        state = weft_sync.rows(value)
        if state is not None:
            return [text_row(name, text) for name, text in state] + [
                group_row(ATTRIBUTES, 'attributes')]
    return attribute_rows(node, is_counting)


def length_only(value):
    """Containers that are nothing else."""
    return type(value) in (list, tuple, set, frozenset, dict, collections.deque, bytearray)


def grouped(names, group, node):
    parts = {'': [], 'special': [], 'functions': [], 'classes': []}
    for name, value in names.items():
        parts[group_of(name, value)].append(name)
    text = node.text + '.' if node.text else ''
    rows = [row(name, names[name], ['name', name], text + name) for name in parts[group]]
    if group:
        return rows
    return [group_row(GROUPS[key], key) for key in GROUPS if parts[key]] + rows


def group_of(name, value):
    if name.startswith('__') and name.endswith('__'):
        return 'special'
    if is_a(value, FUNCTIONS):
        return 'functions'
    return 'classes' if is_a(value, (type,)) else ''


# -- scopes --

def scope_kinds(frame):
    kinds = ['Locals']
    if frame.f_code.co_freevars:
        kinds.append('Closure')
    return [*kinds, 'Globals']


def scope_names(frame, scope):
    """The variables of a frame in order of definition."""
    if scope == 'Globals':
        return dict(frame.f_globals)
    free = frame.f_code.co_freevars
    is_free = scope == 'Closure'
    is_function = frame.f_code.co_flags & CO_OPTIMIZED
    return {name: value for name, value in frame.f_locals.items()
            if not name.startswith('.') and (not is_function or (name in free) == is_free)}


# -- attributes --

def instance_dict(value):
    try:
        found = object.__getattribute__(value, '__dict__')
    except Exception:
        return {}
    return found if type(found) is dict else {}


def attribute_rows(node, is_counting):
    value = node.value
    text = node.text
    rows = []
    taken = set()
    for name, step, found in attributes(value):
        if name in taken or type(name) is not str:
            continue
        taken.add(name)
        rows.append(row(name, found, step, text and f'{text}.{name}'))
    if is_counting and rows:
        return rows
    return rows + property_rows(value, taken, text)


def attributes(value):
    """(name, step, value) of what the object itself keeps."""
    for name in getattr(type(value), '_fields', ()) if is_a(value, (tuple,)) else ():
        yield name, ['attr', name], getattr(value, name)
    for name, found in instance_dict(value).items():
        yield name, ['attr', name], found
    for base in bases_of(value):
        for name, member in vars(base).items():
            if type(member) is types.MemberDescriptorType and not name.startswith('__'):
                try:
                    yield name, ['slot', name], member.__get__(value)
                except AttributeError:
                    continue
    if is_a(value, (enum.Enum,)):
        yield 'name', ['attr', '_name_'], value._name_
    if is_a(value, (BaseException,)):
        yield 'args', ['attr', 'args'], BaseException.args.__get__(value)
        for name in ('__cause__', '__context__'):
            found = getattr(BaseException, name).__get__(value)
            if found is not None:
                yield name, ['attr', name], found


def property_rows(value, taken, text):
    """Properties run code of the user's: shown when they are opened."""
    rows = []
    for base in bases_of(value):
        for name, member in vars(base).items():
            if type(member) is property and name not in taken:
                taken.add(name)
                shown = {'value': '', 'type': 'property', 'has': True, 'isLazy': True}
                rows.append({'name': name, 'shown': shown, 'step': ['property', name],
                             'kind': 'data', 'isReadOnly': member.fset is None,
                             'text': text and f'{text}.{name}'})
    return rows


def property_row(node, name):
    text = node.text and f'{node.text}.{name}'
    try:
        with timed(PATIENCE * 5):
            found = getattr(node.value, name)
    except Stop:
        return text_row(name, '<takes too long>')
    except BaseException as error:
        return text_row(name, f'<raises {weft_show.said(error)}>')
    return row(name, found, ['value'], text)


# -- steps from a value to one inside --

def step(node, taken):
    kind, *rest = taken
    value = node.value
    base, _, group = node.view.partition('/')
    prefix = node.text
    if kind == 'group':
        inner = rest[0]
        return Node(value, f'{base}/{inner}' if inner != 'attributes' else 'attributes', prefix)
    if kind == 'property':
        return Node(value, f'property/{rest[0]}', prefix)
    if kind == 'value':
        with timed(PATIENCE * 5):
            return Node(getattr(value, group), '', prefix and f'{prefix}.{group}')
    if kind == 'name' and base in ('Locals', 'Globals', 'Closure'):
        return Node(scope_names(value, base)[rest[0]], '', rest[0])
    if kind == 'item':
        return Node(item_at(value, rest[0]), '', prefix and f'{prefix}[{rest[0]}]')
    if kind == 'entry':
        key, found = next(itertools.islice(dict.items(value), rest[0], None))
        return Node(found, '', prefix and f'{prefix}[{show(key)}]')
    text = prefix and f'{prefix}.{rest[0]}'
    if kind == 'name':
        return Node(vars(value)[rest[0]], '', text)
    for name, way, found in attributes(value):
        if way == taken:
            return Node(found, '', text)
    raise LookupError(rest[0])


def item_at(value, index):
    bases = bases_of(value)
    kind = next(each for each in (*SEQUENCES, *SETS) if each in bases)
    return next(itertools.islice(kind.__iter__(value), index, None))
