# expect: same output as python3
import sys

sys.stdout.write('no newline')
print(' ...', end='')
print(1, 2, 3, sep='-', end='!\n')
sys.stdout.flush()
print(sys.stdout.write('abc\n'))
sys.stdout.writelines(['x\n', 'y\n'])
sys.stdout.flush()
sys.stdout.buffer.write(b'bytes\n')
sys.stdout.buffer.flush()
print('to stderr', file=sys.stderr)
print('tab\there', 'carriage\rreturn', 'nul\0byte')
print(sys.stdout.isatty(), sys.stdout.writable(), sys.stdout.readable())
print('last line without end', end='')
