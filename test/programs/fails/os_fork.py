# expect: exit 1, stderr contains "process"
import os

if os.fork() == 0:
    print('never')
