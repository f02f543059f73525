# expect: exit 0, stdout contains "closed: 9"
import importlib

closed = 0
for name in (
    'js',
    'pyodide',
    'pyodide_js',
    'pyodide.code',
    'pyodide.ffi',
    'pyodide.http',
    '_pyodide_core',
    '_pyodide',
    'pyodide_js._api',
):
    try:
        importlib.import_module(name)
        print('open:', name)
    except ImportError:
        closed += 1
print('closed:', closed)
