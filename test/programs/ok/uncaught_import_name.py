# expect: same output as python3
from sys import argv, no_such_thing
