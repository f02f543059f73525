# expect: exit 1, stderr contains "pyodide"
from pyodide.code import run_js

print(run_js('typeof process + process.version'))
