# expect: exit 0, stdout contains "nothing found"
import gc
import sys
import types

# Looks at every object of the interpreter for a way into JavaScript.
seen = set()
todo = list(gc.get_objects()) + list(sys.modules.values())
found = set()
words = ('JsProxy', 'JsException', 'JsFinder', 'JsLoader', 'run_js')
while todo:
    thing = todo.pop()
    if id(thing) in seen:
        continue
    seen.add(id(thing))
    for word in words:
        if type(thing).__name__ == word or (
            isinstance(thing, (type, types.FunctionType, types.BuiltinFunctionType))
            and thing.__name__ == word
        ):
            found.add(f'{word}: {thing!r:.80}')
    if isinstance(thing, types.ModuleType) and thing.__name__.split('.')[0] in (
        'js',
        'pyodide',
        'pyodide_js',
        '_pyodide',
        '_pyodide_core',
    ):
        found.add(f'module {thing.__name__}')
    todo.extend(gc.get_referents(thing))
for line in sorted(found):
    print(line)
print('nothing found' if not found else f'{len(found)} found')
