# expect: same output as python3
import contextlib
import io
import sys
import threading

buffer = io.StringIO()
with contextlib.redirect_stdout(buffer):
    thread = threading.Thread(target=print, args=('caught',))
    thread.start()
    thread.join()
print(repr(buffer.getvalue()))


class Upper:
    def write(self, text):
        sys.__stdout__.write(text.upper())

    def flush(self):
        sys.__stdout__.flush()


sys.stdout = Upper()
print('loud')
sys.stdout = None
print('nowhere')
sys.stdout = sys.__stdout__
print('back')
