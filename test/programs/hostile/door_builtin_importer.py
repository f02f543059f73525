# expect: exit 0, stdout contains "nothing found"
import importlib.machinery
import importlib.util
import sys

# Around sys.modules and the finders: straight to what builds builtin and frozen modules.
found = []
for name in ('js', 'pyodide_js', '_pyodide_core', '_pyodide_ffi', 'pyodide'):
    for importer in (
        importlib.machinery.BuiltinImporter,
        importlib.machinery.FrozenImporter,
        importlib.machinery.PathFinder,
    ):
        try:
            spec = importer.find_spec(name)
            if spec is not None:
                found.append((name, importlib.util.module_from_spec(spec)))
        except ImportError:
            pass
for finder in sys.meta_path:
    if 'js' in type(finder).__name__.lower():
        found.append(finder)
found += [name for name in sys.builtin_module_names if 'pyodide' in name]
print(found or 'nothing found')
