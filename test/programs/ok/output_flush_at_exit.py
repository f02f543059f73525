# expect: same output as python3
import sys
import threading

thread = threading.Thread(target=lambda: sys.stdout.write('from a thread, no newline '))
thread.start()
thread.join()
sys.stdout.write('from main, no newline ')
sys.stderr.write('stderr, no newline')
