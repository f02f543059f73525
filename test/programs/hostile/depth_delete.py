# expect: any end
value = ()
for _ in range(300_000):
    value = (value,)
del value
print('deleted')
