# expect: same output as python3
import os
import sys

print('\ufeffa byte order mark is text here', flush=True)
os.write(1, b'straight to the descriptor\n')
copy = os.dup(1)
os.write(copy, b'through a copy\n')
os.close(copy)
with os.fdopen(os.dup(2), 'w') as errors:
    errors.write('to stderr\n')
with open(1, 'w', closefd=False) as file:
    file.write('a second file on descriptor 1\n')
sys.stdout.close()
