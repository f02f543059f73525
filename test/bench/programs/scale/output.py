"""So many bytes of output."""

import sys

line = 'x' * 99 + '\n'
for _ in range(int(sys.argv[1]) // len(line)):
    sys.stdout.write(line)
