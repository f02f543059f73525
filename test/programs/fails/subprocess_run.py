# expect: exit 1, stderr contains "subprocess"
import subprocess

subprocess.run(['echo', 'never'], check=True)
