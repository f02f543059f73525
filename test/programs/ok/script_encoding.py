# expect: same output as python3
# -*- coding: latin-1 -*-
text = 'café ü'
print(text, len(text))
