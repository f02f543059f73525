# expect: deadlock
# kind: nobodyActs
import threading

meeting = threading.Barrier(3)
for name in ('a', 'b'):
    threading.Thread(target=meeting.wait, name=name).start()

# says: Nobody is left to come to meeting
# says: a waits for the others at meeting.
# says: b waits for the others at meeting.
# says: 2 of 3 threads have come, and no other thread is left that could.
# says: To fix it, make meeting for as many threads as really come, or give it a timeout.
