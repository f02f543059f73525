# expect: same output as python3
größe = {'π': 3.14, '名前': 'ωmega'}
print(größe, '🧵')
raise KeyError('fehlt: ü')
