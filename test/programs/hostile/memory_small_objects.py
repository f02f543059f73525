# expect: memory
data = []
while True:
    data.append(bytes(10_000))
