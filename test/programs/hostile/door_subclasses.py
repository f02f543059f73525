# expect: exit 0, stdout contains "nothing found"
import sys


def subclasses(cls):
    for child in type.__subclasses__(cls):
        yield child
        yield from subclasses(child)


found = {
    cls.__name__
    for cls in subclasses(object)
    if cls.__name__.startswith('Js')
    or cls.__module__.split('.')[0] in ('pyodide', '_pyodide', 'js')
}
for frame in sys._current_frames().values():
    while frame:
        for name, value in {**frame.f_globals, **frame.f_locals}.items():
            if 'pyodide' in type(value).__module__ or type(value).__name__.startswith('Js'):
                found.add(name)
        frame = frame.f_back
print(sorted(found) or 'nothing found')
