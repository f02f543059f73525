# expect: same output as python3
import sys

print('out')
sys.exit(3)
