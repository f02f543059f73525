# Small hostile programs; see test/support/programs/smallPrograms.ts.

## thread_without_init: exit 1, stderr contains "RuntimeError: thread.__init__() not called"
import threading
class Bad(threading.Thread):
    def __init__(self):
        pass
Bad().start()
## thread_handle_none: any end
import threading
thread = threading.Thread(target=print)
thread._os_thread_handle = None
thread.start()
## thread_handle_shared: any end
import threading
first, second = threading.Thread(target=print, args=(1,)), threading.Thread(target=print, args=(2,))
second._os_thread_handle = first._os_thread_handle
first.start()
second.start()
## thread_handle_of_nobody: exit 1, stderr contains "there is no thread"
import _thread
handle = _thread._make_thread_handle(10**9)
print(handle.is_done())
handle.join(0.01)
## thread_handle_not_started: exit 1, stderr contains "RuntimeError: thread not started"
import _thread
_thread._ThreadHandle().join()
## thread_handle_set_done: any end
import _thread, threading
print(_thread._ThreadHandle().ident)
threading.main_thread()._os_thread_handle._set_done()
threading.Thread(target=print, args=('ran',)).start()
## start_joinable_garbage: exit 0, stdout contains "TypeError"
import _thread
for arguments in ((), (1,), (print, 5), (print, _thread._ThreadHandle(), 'x', 1)):
    try:
        _thread.start_joinable_thread(*arguments)
    except TypeError:
        print('TypeError')
## start_new_garbage: exit 0, stdout contains "TypeError"
import _thread
for arguments in ((), (print,), (print, 1), (print, (), 1), (5, ())):
    try:
        _thread.start_new_thread(*arguments)
    except TypeError:
        print('TypeError')
## active_is_none: exit 1, stderr contains "TypeError: 'NoneType' object is not subscriptable"
import threading
threading._active = None
threading.Thread(target=print, args=('ran',)).start()
## active_emptied: exit 0, stdout contains "Dummy-1"
import threading
threading._active.clear()
threading._limbo.clear()
thread = threading.Thread(target=print, args=(threading.current_thread().name,))
thread.start()
thread.join()
## limbo_of_numbers: exit 1, stderr contains "TypeError: 'int' object does not support item assignment"
import threading
threading._limbo = 5
threading.Thread(target=print).start()
## current_thread_lies: exit 1, stderr contains "AttributeError: 'NoneType' object has no attribute 'daemon'"
import threading
threading.current_thread = lambda: None
with threading.Condition():
    print('locked')
threading.Timer(0.01, print, ('fired',)).start()
## shutdown_replaced: exit 0, stdout contains "ran"
import threading
threading._shutdown = None
threading.Thread(target=print, args=('ran',)).start()
## shutdown_called_early: exit 0, stdout contains "ran"
import threading
threading._shutdown()
threading.Thread(target=print, args=('ran',)).start()
## main_thread_renamed: exit 0, stdout contains "ran"
import threading
threading._main_thread = None
threading.Thread(target=print, args=('ran',)).start()
## started_event_replaced: exit 1, stderr contains "AttributeError: 'NoneType' object has no attribute 'is_set'"
import threading
thread = threading.Thread(target=print, args=('ran',))
thread._started = None
thread.start()
## run_is_none: exit 0, stdout contains "joined"
import threading
thread = threading.Thread(target=print)
thread.run = None
thread.start()
thread.join()
print('joined')
## bootstrap_called_twice: exit 1, stderr contains "KeyError: <Thread(Thread-1 (print)"
import threading
thread = threading.Thread(target=print, args=('ran',))
thread._bootstrap()
thread._bootstrap()
print('end')
## lock_classes_are_numbers: exit 1, stderr contains "AttributeError: 'int' object has no attribute 'acquire'"
import threading
threading.Lock = threading.RLock = threading._allocate_lock = int
threading.Event()
## condition_with_a_number: exit 1, stderr contains "AttributeError: 'int' object has no attribute 'acquire'"
import threading
threading.Condition(5)
## condition_without_waiters: exit 0
import threading
condition = threading.Condition()
condition._waiters = None
with condition:
    condition.notify()
## condition_that_lies: exit 1, stderr contains "AttributeError: 'Liar' object has no attribute 'locked'"
import threading
class Liar:
    def acquire(self, *arguments): return True
    def release(self): pass
    def _is_owned(self): return True
condition = threading.Condition(Liar())
print(condition.wait(0.01))
condition.notify_all()
## event_without_condition: exit 1, stderr contains "TypeError: 'NoneType' object does not support the context ma"
import threading
event = threading.Event()
event._cond = None
event.set()
## semaphore_negative_inside: exit 1, stderr contains "TypeError: unsupported operand type(s) for -=: 'str' and 'in"
import threading
semaphore = threading.Semaphore(1)
semaphore._value = -5
print(semaphore.acquire(timeout=0.01))
semaphore._value = 'many'
semaphore.acquire()
## barrier_of_nothing: exit 1, stderr contains "ValueError: parties must be >= 1"
import threading
threading.Barrier(0).wait(0.01)
## barrier_state_garbage: exit 1, stderr contains "AssertionError"
import threading
barrier = threading.Barrier(2)
barrier._state = 99
barrier.wait(0.01)
## rlock_not_owned: exit 1, stderr contains "RuntimeError: cannot release un-acquired lock"
import threading
threading.RLock()._release_save()
## lock_reset_while_waited_for: exit 0, stdout contains "False"
import threading, time
lock = threading.Lock()
lock.acquire()
thread = threading.Thread(target=lock.acquire)
thread.start()
time.sleep(0.01)
lock._at_fork_reinit()
print(lock.locked())
lock.acquire()
lock.release()
thread.join()
## lock_arguments: exit 0, stdout contains "TypeError"
import threading
lock = threading.Lock()
for arguments in ((False, 1), (True, -2), (True, 1e300), (True, float('nan')), ('', 'x'), (1, 2, 3)):
    try:
        print(lock.acquire(*arguments))
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__)
## sleep_arguments: exit 0, stdout contains "OverflowError"
import time
for seconds in (-1, float('nan'), float('inf'), 1e300, 'x', None, 2**70):
    try:
        time.sleep(seconds)
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__)
## stack_size_garbage: exit 0, stdout contains "ran"
import threading
for size in (-1, 1, 2**40, 2**70, 'x'):
    try:
        print(threading.stack_size(size))
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__)
threading.Thread(target=print, args=('ran',)).start()
## switch_interval_garbage: exit 0, stdout contains "set"
import sys
for interval in (0, -1, float('nan'), 'x', 1e-300, 1e300):
    try:
        sys.setswitchinterval(interval)
        print('set')
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
## queue_mutex_replaced: exit 1, stderr contains "AttributeError: 'NoneType' object has no attribute 'notify'"
import queue
channel = queue.Queue()
channel.mutex = channel.not_empty = None
channel.put(1)
## queue_contents_replaced: exit 1, stderr contains "AttributeError: 'NoneType' object has no attribute 'append'"
import queue
channel = queue.Queue()
channel.queue = None
channel.put(1)
## simple_queue_garbage: exit 0, stdout contains "TypeError"
import queue
channel = queue.SimpleQueue()
for arguments in ((True, -1), (True, 'x'), (False, -1), (1, 2, 3)):
    try:
        channel.get(*arguments)
    except (TypeError, ValueError, queue.Empty) as error:
        print(type(error).__name__)
## pool_threads_replaced: exit 1, stderr contains "TypeError: object of type 'NoneType' has no len()"
import concurrent.futures
pool = concurrent.futures.ThreadPoolExecutor(1)
pool._threads = None
pool.submit(print)
## pool_queue_poisoned: deadlock
import concurrent.futures
pool = concurrent.futures.ThreadPoolExecutor(1)
pool._work_queue.put('not a task')
print(pool.submit(lambda: 1).result())
## future_set_twice: exit 1, stderr contains "concurrent.futures._base.InvalidStateError: FINISHED: <Futur"
import concurrent.futures
future = concurrent.futures.Future()
future.set_result(1)
future.set_result(2)
## local_without_dict: exit 1, stderr contains "AttributeError: '_thread._local' object attribute '__dict__'"
import threading
local = threading.local()
del local.__dict__
## local_init_raises: exit 1, stderr contains "ValueError: init"
import threading
class Bad(threading.local):
    def __init__(self):
        raise ValueError('init')
Bad()
## thread_attribute_deleted: exit 0
import threading
thread = threading.Thread(target=print, args=('ran',))
del thread._target
thread.start()
thread.join()
## code_replaced_while_running: exit 0, stdout contains "new"
import threading, time
def work():
    time.sleep(0.01)
    print('old')
def other():
    print('new')
thread = threading.Thread(target=work)
thread.start()
work.__code__ = other.__code__
thread.join()
work()
## library_code_replaced: exit 0, stdout contains "True"
import threading
threading.Event.wait.__code__ = (lambda self, timeout=None: True).__code__
threading.Condition.__init__.__code__ = (lambda self, lock=None: None).__code__
print(threading.Event().wait())
## time_module_replaced: exit 0, stdout contains "True"
import sys, time
time.sleep = time.monotonic = None
import threading
print(threading.Lock().acquire(timeout=1))
threading.Event().wait(0.01)
## gc_callbacks_raise: exit 0, stdout contains "end"
import gc
def callback(phase, information):
    raise ValueError(phase)
gc.callbacks.append(callback)
gc.collect()
print('end')
## gc_sees_everything: exit 0, stdout contains "end"
import gc
for each in gc.get_objects():
    gc.get_referrers(each) if id(each) % 997 == 0 else gc.get_referents(each)
print('end')
## weakref_callback_raises: exit 0, stdout contains "end"
import weakref
class Thing: pass
thing = Thing()
reference = weakref.ref(thing, lambda _: 1 / 0)
del thing
print('end')
