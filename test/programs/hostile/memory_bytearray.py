# expect: exit 1, stderr contains "MemoryError"
data = bytearray(2 * 10**9)
