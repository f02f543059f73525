# expect: same output as python3
def work():
print('not indented')
