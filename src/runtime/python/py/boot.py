"""Makes this interpreter Weft's: installs `_thread`, and prepares what a script will find.

Runs once, when the snapshot is made. `_weft` holds the native types and functions; the code of
the standard library is not changed, apart from what has no meaning in WebAssembly.
"""

import sys
import types

import _signal
import _thread as real_thread
import _weft

fresh_modules = frozenset(sys.modules)


def install_thread_module():
    """A `_thread` whose locks and threads are Weft's; the rest stays CPython's."""
    module = types.ModuleType('_thread', real_thread.__doc__)
    names = {name: value for name, value in vars(real_thread).items() if name != '__doc__'}
    module.__dict__.update(names)
    for name in ('lock', 'RLock', '_ThreadHandle', 'start_joinable_thread', 'start_new_thread',
                 'get_ident', 'get_native_id', '_get_main_thread_ident', '_make_thread_handle',
                 '_shutdown', '_count', 'stack_size', 'set_name', 'daemon_threads_allowed',
                 'allocate_lock', '_local'):
        setattr(module, name, getattr(_weft, name))
    module.LockType = _weft.lock
    module.allocate = _weft.allocate_lock
    module.start_new = _weft.start_new_thread

    # By another name: this module's `real_thread` is replaced like everybody's.
    _weft.simulate_signal = simulate_signal = real_thread.interrupt_main

    def interrupt_main(signum=2, /):
        """Simulate the arrival of the given signal in the main thread."""
        simulate_signal(signum)
        # A wait can be ended by KeyboardInterrupt, but not go on after another handler has run.
        if _signal.getsignal(signum) is _signal.default_int_handler:
            _weft.wake_main()

    module.interrupt_main = interrupt_main
    sys.modules['_thread'] = module
    replace_in_loaded_modules(module)


def replace_in_loaded_modules(module):
    """Modules that were imported before hold the real functions by name."""
    replacements = {
        id(getattr(real_thread, name)): value
        for name, value in vars(module).items()
        if not name.startswith('__') and hasattr(real_thread, name)
    }
    replacements[id(real_thread)] = module
    for loaded in list(sys.modules.values()):
        if type(loaded) is not types.ModuleType or loaded in (module, real_thread, _weft):
            continue
        for name, value in list(vars(loaded).items()):
            if id(value) in replacements:
                setattr(loaded, name, replacements[id(value)])
            elif type(value) is real_thread.lock:
                setattr(loaded, name, _weft.lock())
            elif type(value) is real_thread.RLock:
                setattr(loaded, name, _weft.RLock())


def install_queue_module():
    import _queue as real_queue

    module = types.ModuleType('_queue', real_queue.__doc__)
    module.__spec__ = real_queue.__spec__
    module.Empty = real_queue.Empty
    module.SimpleQueue = _weft.SimpleQueue
    sys.modules['_queue'] = module


def install_time():
    import time

    time.sleep = _weft.sleep
    # Absent in this build; there is one virtual clock for all.
    time.thread_time = time.process_time
    time.thread_time_ns = time.process_time_ns

    import select

    real_select = select.select

    def select_or_sleep(rlist, wlist, xlist, timeout=None, /):
        """Wait until one or more file descriptors are ready for some kind of I/O."""
        if not rlist and not wlist and not xlist and timeout is not None:
            _weft.sleep(timeout)
            return [], [], []
        return real_select(rlist, wlist, xlist, timeout)

    select.select = select_or_sleep


def install_process_functions():
    import os
    import posix

    def abort():
        """Abort the interpreter immediately."""
        _weft._exit(134)

    for module in (os, posix):
        module._exit = _weft._exit
        module.abort = abort

    real_set_switch_interval = sys.setswitchinterval

    def setswitchinterval(interval, /):
        """Set the ideal thread switching delay inside the Python interpreter."""
        real_set_switch_interval(interval)
        _weft.set_switch_interval(interval)

    sys.setswitchinterval = setswitchinterval


def install_signal_functions():
    """Signals are handled by the main thread alone; this build takes every thread for it."""
    import errno
    import os
    import posix
    import _thread

    getsignal, real_signal, real_wakeup_fd = _signal.getsignal, _signal.signal, _signal.set_wakeup_fd
    real_raise, real_kill, getpid = _signal.raise_signal, posix.kill, posix.getpid
    interrupt_main, simulate_signal = _thread.interrupt_main, _weft.simulate_signal

    # Their default actions would stop the machine below the interpreter.
    fatal = (_signal.SIGABRT, _signal.SIGBUS, _signal.SIGFPE, _signal.SIGILL, _signal.SIGSEGV)

    def is_main_thread():
        return _weft.get_ident() == _weft._get_main_thread_ident()

    def is_handled(signalnum):
        return signalnum in _signal.valid_signals() and callable(getsignal(signalnum))

    def signal(signalnum, handler, /):
        """Set the action for the given signal."""
        if not is_main_thread():
            raise ValueError('signal only works in main thread of the main interpreter')
        return real_signal(signalnum, handler)

    def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
        """Sets the fd to be written to (with the signal number) when a signal comes in."""
        if not is_main_thread():
            raise ValueError('set_wakeup_fd only works in main thread of the main interpreter')
        return real_wakeup_fd(fd, warn_on_full_buffer=warn_on_full_buffer)

    def raise_signal(signalnum, /):
        """Send a signal to the executing process."""
        if isinstance(signalnum, int) and not 0 <= signalnum < _signal.NSIG:
            int.to_bytes(signalnum, 4, signed=True)
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        if is_main_thread() or not is_handled(signalnum):
            if signalnum in fatal and getsignal(signalnum) is _signal.SIG_DFL:
                _weft._exit(128 + signalnum)
            real_raise(signalnum)
        else:
            # It comes to this thread, so a main thread that waits is not woken.
            simulate_signal(signalnum)

    def kill(pid, signal, /):
        """Kill a process with a signal."""
        if pid == getpid() and not is_main_thread() and is_handled(signal):
            interrupt_main(signal)
        elif pid == getpid() and signal in fatal:
            raise_signal(signal)
        else:
            real_kill(pid, signal)

    _signal.signal, _signal.set_wakeup_fd = signal, set_wakeup_fd
    _signal.raise_signal = raise_signal
    for module in (os, posix):
        module.kill = kill


def import_common_modules():
    """What scripts import most: in the snapshot it costs nothing."""
    import argparse, ast, bisect, collections.abc, concurrent.futures.thread, contextlib  # noqa: E401
    import contextvars, copy, csv, dataclasses, datetime, decimal, enum, fractions  # noqa: E401
    import functools, hashlib, heapq, inspect, io, itertools, json, linecache, logging  # noqa: E401
    import logging.handlers, math, operator, os, pathlib, pprint, queue, random, re  # noqa: E401
    import sched, shutil, signal, statistics, string, struct, tempfile, textwrap  # noqa: E401
    import threading, time, traceback, types, typing, unittest, uuid, warnings, weakref  # noqa: E401
    import zoneinfo  # noqa: F401
    import asyncio  # noqa: F401


def code_of(name):
    """The code object behind a dotted name such as `threading.Event.wait`."""
    parts = name.split('.')
    if '<locals>' in parts:
        outer, inner = name.split('.<locals>.')
        constants = code_of(outer).co_consts
        return next(c for c in constants if getattr(c, 'co_name', None) == inner)
    for split in range(len(parts) - 1, 0, -1):
        module = sys.modules.get('.'.join(parts[:split]))
        if module is not None:
            found = module
            for part in parts[split:]:
                found = getattr(found, part)
            return found.__code__
    raise LookupError(name)


def watch_constructors(names):
    """Reports constructors of synchronisation objects to Weft, at no cost to any other code."""
    monitoring = sys.monitoring
    events = monitoring.events
    tool = 4
    monitoring.use_tool_id(tool, 'weft')
    monitoring.register_callback(tool, events.PY_RETURN, _weft.monitored)
    monitoring.register_callback(tool, events.PY_START, _weft.monitored)
    for name in names:
        event = events.PY_RETURN if name.endswith('__init__') else events.PY_START
        monitoring.set_local_events(tool, code_of(name), event)
    # For breakpoints; which code reports its lines is decided in memory (python/lineTraps.ts).
    monitoring.register_callback(tool, events.LINE, _weft.line)
    monitoring.register_callback(tool, events.RAISE, _weft.raised)
    monitoring.register_callback(tool, events.INSTRUCTION, _weft.access)


def describe_bytecode():
    """What a debugger must know of instructions, and of sys.monitoring."""
    import _opcode_metadata as metadata
    import opcode

    events = sys.monitoring.events
    _weft.local_events_arguments = (4, None, events.LINE)
    _weft.access_events_arguments = (4, None, events.LINE | events.INSTRUCTION)
    numbers = {**metadata.opmap, **metadata._specialized_opmap}
    return {
        'opcodes': metadata.opmap,
        'baseOf': {
            numbers[name]: metadata.opmap[base]
            for base, names in metadata._specializations.items()
            for name in names
        },
        'caches': {
            metadata.opmap[name]: count
            for name, count in opcode._inline_cache_entries.items()
            if name in metadata.opmap
        },
        'setLocalEvents': id(sys.monitoring.set_local_events),
        'localEventsArguments': id(_weft.local_events_arguments),
        'accessEventsArguments': id(_weft.access_events_arguments),
        'tool': 4,
    }


def describe(names, watched):
    """The addresses that TypeScript needs, as JSON."""
    import gc
    import json
    import platform
    import queue
    import weft_inspect
    import weft_program
    import weft_show

    watch_constructors(watched)
    # Reference counts of immortal things must not change any more: a full collection first.
    gc.collect()
    gc.freeze()
    import _queue
    import threading

    _weft.layout = json.dumps({
        'code': {name: id(code_of(name)) for name in names},
        'emptyError': id(_queue.Empty),
        'genericAlias': id(types.GenericAlias),
        'lifoQueue': id(queue.LifoQueue),
        'priorityQueue': id(queue.PriorityQueue),
        'prepare': id(weft_program.prepare),
        'finish': id(weft_program.finish),
        'inspect': id(weft_inspect.answer),
        'evaluateHere': id(weft_inspect.evaluate_here),
        'stopError': id(weft_show.Stop),
        'timeoutMax': threading.TIMEOUT_MAX,
        'pythonVersion': platform.python_version(),
        'heap': {
            'threadLists': [id(threading._active), id(threading._limbo)],
            'fixedTypes': [id(fixed) for fixed in (
                classmethod, frozenset, property, staticmethod, tuple, type,
                types.BuiltinFunctionType, types.ClassMethodDescriptorType, types.FunctionType,
                types.GetSetDescriptorType, types.MemberDescriptorType,
                types.MethodDescriptorType, types.WrapperDescriptorType,
            )],
        },
        'monitoring': describe_bytecode(),
    })


def begin():
    """What must be there before anything imports `threading`."""
    install_thread_module()
    install_queue_module()
    install_time()
    install_process_functions()
    install_signal_functions()
    import_common_modules()


def install(names, watched):
    """The rest; the caller has put the modules weft_* into `sys.modules`."""
    import weft_event_loop
    import weft_imports
    import weft_program
    import weft_sandbox

    weft_program.fresh_modules = fresh_modules

    weft_event_loop.install()
    weft_sandbox.refuse_processes()
    weft_imports.install()
    describe(names, watched)
    forget_boot()


def forget_boot():
    """A script finds the modules of a fresh interpreter, and no trace of this one."""
    sys.modules.pop('_weft', None)
    for name in [name for name in sys.modules if name.startswith('weft_')]:
        del sys.modules[name]
