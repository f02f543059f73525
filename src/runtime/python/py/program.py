"""Runs a script as `python3 script.py` would: `prepare` before its first line, `finish` after its
last. Both are called by native code, so that no frame of Weft is below the script's."""

import atexit
import builtins
import gc
import io
import json
import os
import random
import sys
import threading
import time
import types
import weakref
from importlib.machinery import SourceFileLoader

import _weft
import weft_sandbox
import weft_streams
import weft_tests

status = 0
#: The test that is run instead of the script: `TestBank.test_transfer`.
test = None
#: Names of the modules that CPython itself has imported before a script begins.
fresh_modules = frozenset()


def prepare():
    """Sets up the process that the script sees; the script's code, or None if it has none."""
    global status, test
    request = json.loads(_weft.request)
    test = request.get('test')
    os.environ.clear()
    os.environ.update(request['env'])
    os.chdir(request['cwd'])
    sys.argv[:] = [request['argv0'], *request['args']]
    folder = os.path.dirname(request['script'])
    sys.path.insert(0, folder)
    forget_shadowed_modules(folder)
    weft_streams.install()
    random.seed(request['seed'])
    # The snapshot has imported it long ago.
    sys.modules['logging']._startTime = time.time_ns()
    main = new_main_module(request['displayPath'])
    sys.modules['__main__'] = main
    weft_sandbox.install()
    if test is not None:
        return test_code(main, request)
    try:
        with io.open_code(request['script']) as file:
            source = file.read()
    except OSError as error:
        path, reason = request['displayPath'], f'[Errno {error.errno}] {error.strerror}'
        print(f"{sys.executable or 'python3'}: can't open file {path!r}: {reason}", file=sys.stderr)
        status = 2
        return None
    try:
        return compile(source, request['displayPath'], 'exec', dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        status = 1
        # The frames up to here are not the script's.
        error.__traceback__ = None
        _weft.uncaught(error)
        sys.excepthook(type(error), error, None)
        return None


def test_code(main, request):
    """The test's file is imported, as a test runner does: it is not `__main__`."""
    root, module = weft_tests.importable(request['script'])
    sys.path[0] = root
    if request['cwd'] != root:
        sys.path.insert(1, request['cwd'])
    main.run_test = weft_tests.run
    return compile(f'run_test({module!r}, {test!r})', '<weft test>', 'exec', dont_inherit=True)


def forget_shadowed_modules(folder):
    """A `queue.py` beside the script wins over the library's, which the snapshot has imported."""
    for entry in os.scandir(folder):
        name = entry.name.removesuffix('.py')
        is_module = name != entry.name or os.path.exists(os.path.join(entry.path, '__init__.py'))
        if not is_module or name not in sys.modules or name in fresh_modules:
            continue
        for loaded in list(sys.modules):
            if loaded == name or loaded.startswith(f'{name}.'):
                del sys.modules[loaded]


def new_main_module(path):
    main = types.ModuleType('__main__')
    main.__file__ = path
    main.__cached__ = None
    main.__builtins__ = builtins
    main.__loader__ = SourceFileLoader('__main__', path)
    return main


def finish(exception):
    """Reports how the script ended, waits for its threads; the exit code, 0 to 255."""
    global status
    if exception is not None:
        report(exception)
    del exception
    try:
        threading._shutdown()
    except BaseException as error:
        show(error)
    atexit._run_exitfuncs()
    has_to_destroy = _weft.tear_down()
    sys.is_finalizing = is_finalizing
    if has_to_destroy:
        destroy_main_module()
    flush_standard_files()
    return status & 0xFF


def report(exception):
    """Py_HandleSystemExit and PyErr_Print of Python/pythonrun.c."""
    global status
    if isinstance(exception, SystemExit):
        status = exit_status(exception.code)
        return
    if test is not None:
        weft_tests.forget_runner(exception)
    # Before it is told, so that a debugger that stops here shows it too.
    weft_sandbox.explain_missing_package(exception)
    _weft.uncaught(exception)
    status = 130 if isinstance(exception, KeyboardInterrupt) else 1
    # A hook that exits has the last word.
    show(exception)


def exit_status(code):
    if code is None:
        return 0
    if isinstance(code, int):
        # PyLong_AsLong of a 64-bit machine; -1 is its answer for what does not fit.
        return code if -2**63 <= code < 2**63 else -1
    flush_standard_files()
    print(code, file=sys.stderr)
    return 1


def show(exception):
    flush_standard_files()
    sys.last_exc = exception
    sys.last_type, sys.last_value = type(exception), exception
    sys.last_traceback = exception.__traceback__
    try:
        sys.excepthook(type(exception), exception, exception.__traceback__)
    except SystemExit as error:
        global status
        status = exit_status(error.code)
    except BaseException as error:
        print('Error in sys.excepthook:', file=sys.stderr)
        sys.__excepthook__(type(error), error, error.__traceback__)
        print('\nOriginal exception was:', file=sys.stderr)
        sys.__excepthook__(type(exception), exception, exception.__traceback__)


def is_finalizing():
    """Return True if Python is exiting."""
    return True


def destroy_main_module():
    """The end of Py_FinalizeEx that a program can see (finalize_modules in Python/pylifecycle.c):
    the main module is dropped, and cleared only if something still holds it."""
    sys.last_exc = sys.last_value = sys.last_traceback = None
    main = sys.modules.pop('__main__', None)
    if type(main) is not types.ModuleType:
        return
    main = weakref.ref(main)
    gc.collect()
    survivor = main()
    if survivor is None:
        return
    names = vars(survivor)
    for is_private in (True, False):
        for name in list(names):
            if (name[:1] == '_' and name[1:2] != '_') == is_private and name != '__builtins__':
                names[name] = None
    gc.collect()


def flush_standard_files():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            # Closed, replaced or removed by the script: nothing to flush.
            continue
