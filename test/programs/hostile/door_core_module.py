# expect: any end, stdout contains "trying"
import _imp
import sys
from importlib.machinery import ModuleSpec

# Builds the builtin modules of Pyodide behind importlib's back and calls whatever is in them.
print('trying')
for name in sys.builtin_module_names:
    if 'pyodide' not in name and name != 'js':
        continue
    sys.meta_path = [finder for finder in sys.meta_path if 'efus' not in repr(finder)]
    try:
        module = _imp.create_builtin(ModuleSpec(name, None))
        _imp.exec_builtin(module)
    except ImportError as error:
        print(name, error)
        continue
    for attribute, value in sorted(vars(module).items()):
        for arguments in ((), ('1 + 1',), ({},), (print,)):
            try:
                print(attribute, value(*arguments))
            except BaseException as error:
                print(attribute, type(error).__name__)
