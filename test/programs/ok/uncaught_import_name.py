# expect: same output as python3
from sys import argv, arv
