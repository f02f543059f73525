# expect: deadlock
# explained: meeting
import threading

meeting = threading.Barrier(3)
for name in ('a', 'b'):
    threading.Thread(target=meeting.wait, name=name).start()
