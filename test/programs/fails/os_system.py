# expect: exit 1, stderr contains "no processes"
import os

print(os.system('echo never'))
