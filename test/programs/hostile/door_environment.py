# expect: exit 0, stdout contains "no secrets"
import os
import sys

WORDS = ('TOKEN', 'KEY', 'SECRET', 'NODE', 'npm', 'VSCODE')
names = [name for name in os.environ if any(word in name for word in WORDS)]
text = ' '.join([*os.environ.values(), *sys.path, sys.executable or '', sys.prefix])
print(names or 'no secrets')
print('node_modules' in text, 'vscode' in text)
