"""What can be typed next in a debugger's console, and what an expression may change."""

import ast

#: Calls of these change nothing that outlives them, if the names are not the user's own.
HARMLESS = frozenset((
    'abs', 'all', 'any', 'ascii', 'bin', 'bool', 'bytes', 'callable', 'chr', 'complex', 'dict',
    'dir', 'divmod', 'enumerate', 'float', 'format', 'frozenset', 'getattr', 'hasattr', 'hash',
    'hex', 'id', 'int', 'isinstance', 'issubclass', 'len', 'list', 'locals', 'globals', 'max',
    'min', 'oct', 'ord', 'pow', 'print', 'range', 'repr', 'reversed', 'round', 'set', 'sorted',
    'str', 'sum', 'tuple', 'type', 'vars', 'zip',
))
CHANGING = (ast.Call, ast.Await, ast.NamedExpr, ast.Yield, ast.YieldFrom)


def may_change(tree):
    """False if an expression only looks: names, attributes, operators, harmless calls."""
    if not isinstance(tree, ast.Expression):
        return True
    return any(isinstance(node, CHANGING) and not is_harmless(node) for node in ast.walk(tree))


def is_harmless(node):
    return (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            and node.func.id in HARMLESS)
