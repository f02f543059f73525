# expect: exit 0, stdout contains "goes on"
try:
    bytearray(10**12)
except MemoryError:
    print('goes on')
