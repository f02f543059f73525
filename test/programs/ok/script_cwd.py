# expect: same output as python3
import os
import pathlib

print(os.getcwd() == os.path.realpath('.'))
print(pathlib.Path.cwd() == pathlib.Path('.').resolve())
here = pathlib.Path(__file__).resolve().parent
print(here.name, (here / 'script_cwd.py').exists())
print((here / 'script_cwd.py').read_text().splitlines()[0])
