# expect: same output as python3
import sys

sys.exit(3.5)
