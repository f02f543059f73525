# expect: exit 1, stderr contains "process"
import os

print(os.system('echo never'))
