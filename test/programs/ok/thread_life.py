# expect: same output as python3
import re
import threading


def work():
    event.wait()


def show():
    print(re.sub(r'\d{4,}', 'N', repr(thread)), thread.is_alive(), thread.ident is None)


event = threading.Event()
thread = threading.Thread(target=work, name='worker')
show()
thread.start()
show()
print(thread.ident in (t.ident for t in threading.enumerate()))
print(isinstance(thread.native_id, int), thread.native_id != threading.get_native_id())
event.set()
thread.join()
show()
thread.join()
try:
    thread.start()
except RuntimeError as error:
    print(error)
