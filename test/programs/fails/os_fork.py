# expect: exit 1, stderr contains "no processes"
import os

if os.fork() == 0:
    print('never')
