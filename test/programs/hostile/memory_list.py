# expect: exit 1, stderr contains "MemoryError"
data = [0]
while True:
    data += data
