# expect: exit 1, stderr contains "MemoryError"
data = bytearray(10**10)
