# expect: limit "output"
import sys

while True:
    sys.stdout.write('x')
