# expect: same output as python3
import sys

# Nothing of Weft, nothing of Pyodide and nothing of the user's imports is there beforehand.
strange = [
    name
    for name in sys.modules
    if name.split('.')[0] in ('js', 'pyodide', 'pyodide_js', '_pyodide', '_pyodide_core', 'weft')
]
print(strange)
print(sys.implementation.name, sys.byteorder, sys.maxunicode)
print(sys.getdefaultencoding(), sys.getfilesystemencoding())
print(sys.stdout.encoding, sys.stdin.encoding, sys.stderr.errors)
print(sys.stdin.fileno(), sys.stdout.fileno(), sys.stderr.fileno())
print(sys.stdout.name, sys.stderr.name, sys.stdin.name)
print(sys.gettrace(), sys.getprofile(), sys.getrecursionlimit())
print(sys.stdout is sys.__stdout__, sys.stderr is sys.__stderr__)
