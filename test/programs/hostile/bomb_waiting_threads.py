# expect: limit "threads"
import threading

never = threading.Event()
while True:
    threading.Thread(target=never.wait).start()
