# expect: same output as python3
print('fine', flush=True)
print('\ud800')
