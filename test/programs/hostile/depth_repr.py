# expect: any end
value = []
for _ in range(100_000):
    value = [value]
try:
    print(len(repr(value)))
except RecursionError:
    print('RecursionError')
