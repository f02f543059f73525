# Small hostile programs; see test/support/programs/smallPrograms.ts.

## no_builtins: any end
__builtins__.__dict__.clear()
## no_import: exit 1, stderr contains "TypeError: 'NoneType' object is not callable"
import builtins
builtins.__import__ = None
import os
## import_that_lies: exit 1, stderr contains "AttributeError: 'NoneType' object has no attribute 'getcwd'"
import builtins
builtins.__import__ = lambda *arguments: None
import os
os.getcwd()
## no_build_class: exit 1, stderr contains "NameError: __build_class__ not found"
import builtins
del builtins.__build_class__
class Never: pass
## print_is_gone: exit 1, stderr contains "TypeError: 'NoneType' object is not callable"
import builtins
builtins.print = None
print('hello')
## isinstance_lies: any end
import builtins, threading
builtins.isinstance = lambda *arguments: True
builtins.len = lambda each: -1
thread = threading.Thread(target=lambda: None)
thread.start()
thread.join()
## exceptions_replaced: exit 1, stderr contains "RuntimeError: release unlocked lock"
import builtins
builtins.KeyError = builtins.ValueError = builtins.RuntimeError = int
import threading
lock = threading.Lock()
lock.release()
## modules_none: exit 1, stderr contains "ModuleNotFoundError: import of threading halted; None in sys"
import sys
sys.modules['threading'] = None
import threading
## modules_replaced: exit 0
import sys
sys.modules = {}
import threading
## meta_path_garbage: exit 1, stderr contains "ModuleNotFoundError: No module named 'colorsys'"
import sys
sys.meta_path[:] = [1, None, 'x']
import colorsys
## path_hooks_raise: exit 1, stderr contains "ZeroDivisionError: hook"
import sys
def hook(path):
    raise ZeroDivisionError('hook')
sys.path_hooks.insert(0, hook)
sys.path.insert(0, '/nowhere')
import nothing_of_that_name
## path_of_numbers: exit 1, stderr contains "ModuleNotFoundError: No module named 'nothing_of_that_name'"
import sys
sys.path[:] = [1, None, 2.5]
import nothing_of_that_name
## reload_threading: exit 0, stdout contains "ran"
import importlib, threading
lock = threading.Lock()
importlib.reload(threading)
with lock, threading.Lock():
    print('locked')
thread = threading.Thread(target=print, args=('ran',))
thread.start()
thread.join()
## reload_thread_module: exit 0, stdout contains "False"
import importlib, _thread
importlib.reload(_thread)
lock = _thread.allocate_lock()
lock.acquire()
print(lock.acquire(timeout=0.01))
## reload_builtins: exit 0, stdout contains "reloaded"
import builtins, importlib, sys
importlib.reload(builtins)
importlib.reload(sys)
print('reloaded')
## audit_hook_raises: exit 1, stderr contains "ZeroDivisionError: open"
import sys
def hook(event, arguments):
    raise ZeroDivisionError(event)
sys.addaudithook(hook)
open('x')
## audit_hook_loops: stopped
import sys
def hook(event, arguments):
    while event == 'open':
        pass
sys.addaudithook(hook)
open('x')
## audit_hook_exits: exit 5
import os, sys
sys.addaudithook(lambda event, arguments: event == 'open' and os._exit(5))
open('x')
## excepthook_raises: exit 1, stderr contains "ZeroDivisionError: division by zero"
import sys
def hook(*arguments):
    raise ValueError('in the hook')
sys.excepthook = hook
1 / 0
## excepthook_recurses: exit 1, stderr contains "ZeroDivisionError: division by zero"
import sys
def hook(*arguments):
    hook(*arguments)
sys.excepthook = hook
1 / 0
## thread_excepthook_raises: exit 0, stdout contains "joined"
import threading
def hook(arguments):
    raise ValueError('in the hook')
threading.excepthook = hook
thread = threading.Thread(target=lambda: 1 / 0)
thread.start()
thread.join()
print('joined')
## unraisable_hook_raises: exit 0, stdout contains "goes on"
import sys
def hook(arguments):
    raise ValueError('in the hook')
sys.unraisablehook = hook
class Bad:
    def __del__(self):
        1 / 0
Bad()
print('goes on')
## trace_raises_in_threads: exit 0, stdout contains "joined"
import threading
def trace(*arguments):
    raise ValueError('trace')
threading.settrace(trace)
thread = threading.Thread(target=lambda: None)
thread.start()
thread.join()
print('joined')
## profile_kills_locks: exit 0, stdout contains "end"
import sys, threading
lock = threading.Lock()
def profile(frame, event, argument):
    if event == 'c_call' and not lock.locked():
        lock.acquire()
sys.setprofile(profile)
thread = threading.Thread(target=print, args=('ran',))
thread.start()
thread.join()
sys.setprofile(None)
print('end')
## trace_starts_threads: exit 0, stdout contains "1"
import sys, threading
started = []
def trace(frame, event, argument):
    if len(started) < 5:
        started.append(1)
        threading.Thread(target=sum, args=([1],)).start()
sys.settrace(trace)
(lambda: None)()
sys.settrace(None)
print(len(started))
## stdout_is_none: exit 1
import sys
sys.stdout = sys.stderr = None
print('nobody hears')
1 / 0
## stdout_closed: exit 1, stderr contains "ValueError: I/O operation on closed file."
import sys
sys.stdout.close()
print('too late')
## descriptors_closed: exit 1
import os
os.close(1)
os.close(2)
print('nobody hears')
## stdin_closed: exit 1, stderr contains "ValueError: I/O operation on closed file."
import sys
sys.stdin.close()
input()
## stdout_writes_to_itself: limit "recursion"
import sys
class Loop:
    def write(self, text):
        print(text, file=self)
    def flush(self):
        pass
sys.stdout = Loop()
print('x')
