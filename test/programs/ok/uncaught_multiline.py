# expect: same output as python3
def divide(a, b):
    return a / b


print(
    'the result is',
    divide(
        1,
        0,
    ),
)
