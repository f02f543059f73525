"""So many threads are alive at once."""

import sys
import threading

count = int(sys.argv[1])
go = threading.Event()
threads = [threading.Thread(target=go.wait, daemon=True) for _ in range(count)]
for thread in threads:
    thread.start()
assert threading.active_count() == count + 1
go.set()
for thread in threads:
    thread.join()
