# expect: same output as python3
import atexit
import sys

atexit.register(print, 'atexit')
try:
    try:
        sys.exit(4)
    finally:
        print('finally')
except SystemExit as error:
    print('caught', error.code)
with open(__file__) as file:
    exit(6)
