# expect: deadlock
# kind: joinCycle
import threading
import time


class Stage(threading.Thread):
    peer = None

    def run(self):
        time.sleep(0.1)
        self.finish()

    def finish(self):
        self.peer.join()


source = Stage(name='source')
sink = Stage(name='sink')
source.peer, sink.peer = sink, source
source.start()
sink.start()

# says: Deadlock: source and sink wait for each other to end
# says: source waits until sink has ended.
# says: sink waits until source has ended.
# says: MainThread waits until sink has ended.
