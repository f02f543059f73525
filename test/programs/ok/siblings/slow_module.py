import time

print('imported once')
time.sleep(0.05)
VALUE = 7
