# expect: any end, stderr contains "can't start new thread"
import threading

never = threading.Event()
while True:
    threading.Thread(target=never.wait).start()
