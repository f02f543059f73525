# expect: exit 0, stdout contains "nothing found"
import importlib.machinery
import importlib.util
import sys

# Around sys.modules and sys.meta_path: straight to what finds and builds modules.
NAMES = ('js', 'pyodide_js', '_pyodide_core', '_pyodide_ffi', '_pyodide', 'pyodide')
IMPORTERS = (
    importlib.machinery.BuiltinImporter,
    importlib.machinery.FrozenImporter,
    importlib.machinery.PathFinder,
)
found = []
for name in NAMES:
    for importer in IMPORTERS:
        try:
            spec = importer.find_spec(name)
            if spec is not None:
                module = importlib.util.module_from_spec(spec)
                spec.loader.exec_module(module)
                found.append(module)
        except ImportError:
            pass
found += [finder for finder in sys.meta_path if 'js' in type(finder).__name__.lower()]
print(found or 'nothing found')
