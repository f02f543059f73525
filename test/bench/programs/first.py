"""The smallest program with a thread."""

import threading

threading.Thread(target=print, args=('hello',)).start()
