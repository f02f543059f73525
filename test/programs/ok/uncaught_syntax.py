# expect: same output as python3
print('never printed')
value = (1, 2
print('unclosed')
