# expect: same output as python3
print('before')
import wrong
