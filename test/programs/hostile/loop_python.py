# expect: stopped
while True:
    pass
