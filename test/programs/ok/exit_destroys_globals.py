# expect: same output as python3
import math


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        # The other globals are still there.
        print('goodbye', self.name, math.pi > 3, len(names))


names = ['a', 'b']
first = Thing('first')
second = Thing('second')
_private = Thing('private')
print('main ends')
