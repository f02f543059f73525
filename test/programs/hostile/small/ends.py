# Small hostile programs; see test/support/programs/smallPrograms.ts.

## exit_in_thread: exit 0
import sys, threading
threading.Thread(target=sys.exit, args=(5,)).start()
## exit_in_atexit: exit 0
import atexit, sys
atexit.register(sys.exit, 5)
## exit_in_del: exit 0, stdout contains "goes on"
import sys
class Last:
    def __del__(self):
        sys.exit(5)
Last()
print('goes on')
## exit_in_finally: exit 5
import sys
try:
    1 / 0
finally:
    sys.exit(5)
## exit_in_excepthook: exit 5
import sys
sys.excepthook = lambda *arguments: sys.exit(5)
1 / 0
## exit_in_signal_handler: exit 5
import signal, sys
signal.signal(signal.SIGUSR1, lambda *arguments: sys.exit(5))
signal.raise_signal(signal.SIGUSR1)
## exit_in_weakref_callback: exit 0, stdout contains "goes on"
import sys, weakref
class Thing: pass
thing = Thing()
reference = weakref.ref(thing, lambda _: sys.exit(5))
del thing
print('goes on')
## exit_in_sort_key: exit 5
import sys
sorted([1, 2], key=lambda _: sys.exit(5))
## exit_in_pool: exit 5
import concurrent.futures, sys
with concurrent.futures.ThreadPoolExecutor() as pool:
    pool.submit(sys.exit, 5).result()
## exit_in_generator_close: exit 0, stdout contains "goes on"
import sys
def generator():
    try:
        yield
    finally:
        sys.exit(5)
next(generator())
print('goes on')
## exit_in_trace: exit 5
import sys
def trace(*arguments):
    sys.exit(5)
sys.settrace(trace)
(lambda: None)()
## exit_while_threads_wait: exit 5
import sys, threading
event = threading.Event()
threading.Thread(target=event.wait, daemon=True).start()
sys.exit(5)
## exit_code_is_hostile: exit 1
import sys
class Bad:
    def __str__(self):
        raise ValueError('no text')
    __repr__ = __str__
sys.exit(Bad())
## exit_code_exits: exit 1
import sys
class Bad:
    def __str__(self):
        sys.exit(6)
sys.exit(Bad())
## exit_code_is_huge: exit 255
import sys
sys.exit(2**64 + 3)
## system_exit_subclass: exit 5
class Mine(SystemExit):
    code = 5
raise Mine
## system_exit_without_code: exit 0
error = SystemExit(5)
del error.code
raise error
## os_exit_at_once: exit 5, stdout contains "before"
import os
print('before')
os._exit(5)
## os_exit_in_thread: exit 5
import os, threading
threading.Thread(target=os._exit, args=(5,)).start()
threading.Event().wait()
## os_exit_in_atexit: exit 5
import atexit, os
atexit.register(os._exit, 5)
## os_exit_in_del: exit 5
import os
class Last:
    def __del__(self):
        os._exit(5)
last = Last()
## os_exit_in_finally: exit 5
import os
try:
    1 / 0
finally:
    os._exit(5)
## os_exit_in_excepthook: exit 5
import os, sys
sys.excepthook = lambda *arguments: os._exit(5)
1 / 0
## os_exit_in_thread_excepthook: exit 5
import os, threading
threading.excepthook = lambda arguments: os._exit(5)
thread = threading.Thread(target=lambda: 1 / 0)
thread.start()
thread.join()
## os_exit_in_sort_key: exit 5
import os
sorted([1, 2], key=lambda _: os._exit(5))
## os_exit_in_re_callback: exit 5
import os, re
re.sub('a', lambda _: os._exit(5), 'aa')
## os_exit_in_trace: exit 5
import os, sys
sys.settrace(lambda *arguments: os._exit(5))
(lambda: None)()
## os_exit_in_monitoring: exit 5
import os, sys
sys.monitoring.use_tool_id(3, 'mine')
sys.monitoring.register_callback(3, sys.monitoring.events.PY_START, lambda *arguments: os._exit(5))
sys.monitoring.set_events(3, sys.monitoring.events.PY_START)
(lambda: None)()
## os_exit_in_gc_callback: exit 5
import gc, os
gc.callbacks.append(lambda *arguments: os._exit(5))
gc.collect()
## os_exit_in_str_of_exit_code: exit 5
import os, sys
class Bad:
    def __str__(self):
        os._exit(5)
sys.exit(Bad())
## os_exit_in_bool_of_lock_argument: exit 5
import os, threading
class Bad:
    def __bool__(self):
        os._exit(5)
threading.Lock().acquire(Bad())
## wait_in_bool_of_lock_argument: exit 1, stderr contains "RuntimeError: a thread can't wait inside a method that threa"
import threading
class Bad:
    def __bool__(self):
        threading.Event().wait()
threading.Lock().acquire(Bad())
## os_exit_in_pool: exit 5
import concurrent.futures, os
with concurrent.futures.ThreadPoolExecutor() as pool:
    pool.submit(os._exit, 5).result()
## os_exit_while_others_run: exit 5
import os, threading, time
def spin():
    while True:
        pass
for _ in range(5):
    threading.Thread(target=spin).start()
time.sleep(0.01)
os._exit(5)
## os_exit_garbage: exit 1, stderr contains "OverflowError"
import os
for status in ('x', None, 2.5):
    try:
        os._exit(status)
    except TypeError:
        print('TypeError')
os._exit(2**40 + 5)
## os_abort_in_thread: exit 134
import os, threading
threading.Thread(target=os.abort).start()
threading.Event().wait()
## keyboard_interrupt: exit 130, stderr contains "KeyboardInterrupt"
raise KeyboardInterrupt
## keyboard_interrupt_in_thread: exit 0, stdout contains "goes on"
import threading
def work():
    raise KeyboardInterrupt
thread = threading.Thread(target=work)
thread.start()
thread.join()
print('goes on')
## generator_exit: exit 1, stderr contains "GeneratorExit: odd"
raise GeneratorExit('odd')
## base_exception_group: exit 1, stderr contains "+------------------------------------"
raise BaseExceptionGroup('all', [SystemExit(5), KeyboardInterrupt()])
## exception_without_text: exit 1, stderr contains "Bad: <exception str() failed>"
class Bad(Exception):
    def __str__(self):
        raise ValueError('no text')
raise Bad
## exception_that_waits: exit 1, stderr contains "Bad: waited"
import threading
class Bad(Exception):
    def __str__(self):
        threading.Event().wait(0.1)
        return 'waited'
raise Bad
## exception_with_itself_as_cause: exit 1, stderr contains "ValueError: self"
error = ValueError('self')
error.__cause__ = error
raise error
## traceback_replaced: exit 1, stderr contains "ZeroDivisionError: division by zero"
try:
    1 / 0
except ZeroDivisionError as error:
    error.__traceback__ = None
    raise error from None
## signal_term: exit 143
import signal
signal.raise_signal(signal.SIGTERM)
## signal_kill: exit 137
import os, signal
os.kill(os.getpid(), signal.SIGKILL)
## signal_segv: exit 139
import os, signal
os.kill(os.getpid(), signal.SIGSEGV)
## signal_int: exit 130, stderr contains "KeyboardInterrupt"
import os, signal
os.kill(os.getpid(), signal.SIGINT)
print('not reached')
## signal_to_others: exit 0, stdout contains "12345 PermissionError"
import os, signal
for pid in (0, 1, -1, 12345):
    try:
        os.kill(pid, 0)
        print(pid, 'exists')
    except OSError as error:
        print(pid, type(error).__name__)
## signal_unknown: exit 0, stdout contains "99 OSError"
import os, signal
for number in (-1, 0, 99, 2**40):
    try:
        signal.raise_signal(number)
        print(number, 'raised')
    except (OSError, ValueError, OverflowError) as error:
        print(number, type(error).__name__)
## signal_handler_loops: stopped
import signal
def handler(number, frame):
    while True:
        pass
signal.signal(signal.SIGUSR1, handler)
signal.raise_signal(signal.SIGUSR1)
## signal_handler_recurses: exit 1, stderr contains "RecursionError: maximum recursion depth exceeded"
import signal
def handler(number, frame):
    signal.raise_signal(number)
signal.signal(signal.SIGUSR1, handler)
signal.raise_signal(signal.SIGUSR1)
## interrupt_main_with_garbage: exit 0, stdout contains "99 signal number out of range"
import _thread
for number in (-1, 0, 99):
    try:
        _thread.interrupt_main(number)
        print(number, 'ok')
    except ValueError as error:
        print(number, error)
## faulthandler_sigsegv: any end
import faulthandler
faulthandler._sigsegv()
## faulthandler_read_null: exit 0
import faulthandler
faulthandler._read_null()
## faulthandler_dump_later: exit 1, stderr contains "RuntimeError: unable to start watchdog thread"
import faulthandler, time
faulthandler.dump_traceback_later(0.01)
time.sleep(0.1)
## atexit_raises: exit 0, stdout contains "still called"
import atexit
atexit.register(lambda: 1 / 0)
atexit.register(print, 'still called')
## atexit_registers_for_ever: exit 0
import atexit
def again():
    atexit.register(again)
again()
## atexit_starts_threads: exit 0, stdout contains "late"
import atexit, threading
atexit.register(lambda: threading.Thread(target=print, args=('late',)).start())
## del_resurrects: exit 0, stdout contains "1"
kept = []
class Zombie:
    def __del__(self):
        kept.append(self)
Zombie()
print(len(kept))
## del_starts_threads: exit 0
import threading
class Last:
    def __del__(self):
        threading.Thread(target=print, args=('late',)).start()
last = Last()
## deadlock_in_atexit: deadlock
import atexit, threading
lock = threading.Lock()
lock.acquire()
atexit.register(lock.acquire)
## deadlock_in_del: deadlock
import threading
lock = threading.Lock()
class Last:
    def __del__(self):
        lock.acquire()
        lock.acquire()
last = Last()
