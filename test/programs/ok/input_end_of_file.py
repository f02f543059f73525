# expect: same output as python3
print(input('nothing there: '))
