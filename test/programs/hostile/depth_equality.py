# expect: any end
def nested():
    value = []
    for _ in range(50_000):
        value = [value]
    return value


try:
    print(nested() == nested())
except RecursionError:
    print('RecursionError')
