# expect: limit "output"
print('x' * 100_000_000)
