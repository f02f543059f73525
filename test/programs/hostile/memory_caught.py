# expect: exit 0, stdout contains "goes on"
try:
    bytearray(2 * 10**9)
except MemoryError:
    print('goes on')
