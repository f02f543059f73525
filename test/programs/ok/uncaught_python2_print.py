# expect: same output as python3
print 'hello'
