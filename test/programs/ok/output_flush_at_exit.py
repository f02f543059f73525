# expect: same output as python3
import sys
import threading

threading.Thread(target=lambda: sys.stdout.write('from a thread, no newline ')).start()
sys.stdout.write('from main, no newline ')
sys.stderr.write('stderr, no newline')
