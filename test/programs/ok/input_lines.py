# expect: same output as python3
import sys

name = input('Your name? ')
print(f'Hello, {name}!')
age = input()
print(int(age) + 1)
print(repr(sys.stdin.readline()))
print(repr(sys.stdin.read()))
try:
    input('more? ')
except EOFError as error:
    print(error)
