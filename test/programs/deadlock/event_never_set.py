# expect: deadlock
# explained: MainThread, ready
import threading

ready = threading.Event()
ready.wait()
