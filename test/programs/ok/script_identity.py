# expect: same output as python3
# args: first --second third
"""The docstring."""
import os
import sys

print(__name__, __doc__, __package__, __spec__)
print(os.path.basename(__file__), os.path.isabs(__file__), os.path.isfile(__file__))
print(os.path.basename(sys.argv[0]), sys.argv[1:])
print(sys.path[0] == os.path.dirname(os.path.abspath(__file__)))
print(sys.modules['__main__'].__dict__ is globals())
ignored = {'__annotations__', '__annotate__', '__conditional_annotations__', '__cached__'}
print(sorted(set(globals()) - ignored))
print(type(__loader__).__name__, type(__builtins__).__name__)
print(__debug__, sys.flags.optimize, sys.flags.interactive)
