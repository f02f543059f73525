# Small hostile programs; see test/support/programs/smallPrograms.ts.

## ctypes: exit 1, stderr contains "without access to native code"
import ctypes
## ctypes_around_the_import_system: any end
import _imp
import importlib.machinery
module = _imp.create_builtin(importlib.machinery.ModuleSpec('_ctypes', None))
_imp.exec_builtin(module)
module.dlopen(None, 2)
## js_around_the_import_system: exit 1, stderr contains "ImportError: Failed to import _pyodide module."
import _imp
import importlib.machinery
print(_imp.create_builtin(importlib.machinery.ModuleSpec('_pyodide_core', None)))
## extension_module: limit "sandbox"
import importlib.machinery
import importlib.util
open('evil.so', 'wb').write(b'\0asm\1\0\0\0')
spec = importlib.util.spec_from_loader('evil', importlib.machinery.ExtensionFileLoader('evil', 'evil.so'))
spec.loader.exec_module(importlib.util.module_from_spec(spec))
## os_system: exit 1, stderr contains "has no processes"
import os
os.system('id')
## os_popen: exit 1, stderr contains "OSError: [Errno 138] emscripten does not support processes."
import os
print(os.popen('id').read())
## os_exec: exit 1, stderr contains "has no processes"
import os
os.execv('/bin/sh', ['sh'])
## os_posix_spawn: exit 1, stderr contains "AttributeError: module 'os' has no attribute 'posix_spawn'"
import os
os.posix_spawn('/bin/sh', ['sh'], {})
## os_spawn: exit 1, stderr contains "has no processes"
import os
os.spawnl(os.P_WAIT, '/bin/sh', 'sh')
## subprocess_shell: exit 1, stderr contains "OSError: [Errno 138] emscripten does not support processes."
import subprocess
subprocess.run('id', shell=True, check=True)
## process_pool: exit 1, stderr contains "lacks multiprocessing"
import concurrent.futures
with concurrent.futures.ProcessPoolExecutor() as pool:
    pool.submit(print, 1).result()
## asyncio_subprocess: exit 1, stderr contains "NotImplementedError"
import asyncio
async def main():
    await asyncio.create_subprocess_shell('id')
asyncio.run(main())
## asyncio_connection: exit 1, stderr contains "without a network"
import asyncio
async def main():
    await asyncio.open_connection('localhost', 80)
asyncio.run(main())
## socket_pair: exit 1, stderr contains "without a network"
import socket
socket.socketpair()
## socket_from_descriptor: exit 1, stderr contains "without a network"
import socket
socket.socket(fileno=1)
## socket_raw_type: exit 1, stderr contains "without a network"
import _socket
_socket.socket()
## http_client: exit 1, stderr contains "without a network"
import http.client
http.client.HTTPConnection('localhost').request('GET', '/')
## name_resolution: exit 1, stderr contains "without a network"
import socket
socket.gethostbyname('localhost')
## host_name: exit 0, stdout contains "emscripten emscripten"
import os, platform
print(os.uname().nodename, platform.node())
## who_am_i: exit 1, stderr contains "OSError: No username set in the environment"
import getpass
print(getpass.getuser())
## environment: exit 0, stdout contains "{} environ({})"
import os
print(dict(os.environ), os.environb)
## password_file: exit 1, stderr contains "FileNotFoundError: [Errno 44] No such file or directory"
print(open('/etc/passwd').read())
## process_files: exit 0, stdout contains "/home ['web_user', 'user']"
import os
for path in ('/proc/self/environ', '/proc/self/mem', '/dev/mem', '/sys', '/root', '/home'):
    try:
        print(path, os.listdir(path) if os.path.isdir(path) else open(path).read())
    except OSError as error:
        print(path, type(error).__name__)
## up_and_away: exit 0, stdout contains "['dev', 'home', 'lib', 'proc', 'small', 'tmp']"
import os
print(sorted(os.listdir('../' * 20)))
## link_out: exit 1, stderr contains "FileNotFoundError: [Errno 44] No such file or directory"
import os
os.symlink('/etc/passwd', 'link')
print(open('link').read())
## temporary_files_stay_inside: exit 0, stdout contains "True"
import tempfile
with tempfile.NamedTemporaryFile() as file:
    print(file.name.startswith('/tmp/'))
## remove_everything: exit 0, stdout contains "['proc', 'small']"
import os, shutil
shutil.rmtree('/', ignore_errors=True)
print(os.listdir('/'))
## remove_the_library: exit 1, stderr contains "FileNotFoundError: [Errno 44] No such file or directory"
import os
os.remove('/lib/python314.zip')
import colorsys
print(colorsys.rgb_to_hsv(0, 0, 0))
## overwrite_the_library: exit 1, stderr contains "EOFError: EOF read where not expected"
open('/lib/python314.zip', 'wb').write(b'evil')
import sys
sys.path_importer_cache.clear()
import colorsys
## overwrite_threading: exit 0, stdout contains "mine"
import sys, os
os.makedirs('evil', exist_ok=True)
open('evil/threading.py', 'w').write('print("mine")')
sys.path.insert(0, 'evil')
del sys.modules['threading']
import threading
## read_descriptor_beyond: exit 0, stdout contains "looked"
import os
for number in range(3, 64):
    try:
        os.read(number, 1)
        print('open', number)
    except OSError:
        pass
print('looked')
## mount: exit 1, stderr contains "PermissionError: [Errno 2] Permission denied: '/'"
import os
print([name for name in dir(os) if 'mount' in name or 'chroot' in name])
os.chroot('/')
## pickle_calls_system: exit 1, stderr contains "has no processes"
import pickle
pickle.loads(b"cos\nsystem\n(S'id'\ntR.")
## pickle_imports_js: exit 1, stderr contains "without access to native code"
import pickle
pickle.loads(b'cjs\nfetch\n.')
## pickle_calls_exec: exit 1, stderr contains "without access to native code"
import pickle
pickle.loads(b"cbuiltins\nexec\n(S'import ctypes'\ntR.")
## pickle_of_garbage: exit 0, stdout contains "True"
import pickle, random
random.seed(1)
kinds = set()
for _ in range(2_000):
    try:
        pickle.loads(bytes(random.randrange(256) for _ in range(20)))
    except Exception as error:
        kinds.add(type(error).__name__)
print(len(kinds) > 3)
## pickle_of_a_lock: exit 1, stderr contains "TypeError: cannot pickle '_thread.lock' object"
import pickle, threading
pickle.dumps(threading.Lock())
## marshal_of_garbage: exit 1, stderr contains "OverflowError: too many digits in integer"
import marshal, random
random.seed(1)
survived = 0
for _ in range(2_000):
    try:
        marshal.loads(bytes(random.randrange(256) for _ in range(12)))
    except (EOFError, ValueError, TypeError, MemoryError):
        survived += 1
print(survived > 1000)
## frames_below_the_script: exit 0, stdout contains "frames_below_the_script.py False"
import sys
frame = sys._getframe()
while frame:
    print(frame.f_code.co_filename.rsplit('/', 1)[-1], '_weft' in frame.f_globals)
    frame = frame.f_back
## frames_of_other_threads: exit 0, stdout contains "['frames_of_other_threads.py', 'threading.py']"
import sys, threading, time
threading.Thread(target=time.sleep, args=(1,)).start()
names = {frame.f_code.co_filename.rsplit('/', 1)[-1] for frame in sys._current_frames().values()}
print(sorted(names))
## weft_by_name: exit 1, stderr contains "ModuleNotFoundError: No module named '_weft'"
import _weft
## weft_in_modules: exit 0, stdout contains "[]"
import sys
print([name for name in sys.modules if 'weft' in name])
## weft_by_garbage_collector: exit 0, stdout contains "still here"
import gc, types
found = [each for each in gc.get_objects() if isinstance(each, types.ModuleType) and 'weft' in each.__name__]
for module in found:
    for name, value in list(vars(module).items()):
        if callable(value) and not isinstance(value, type) and name not in ('_exit', 'abort', 'read_line'):
            for arguments in ((), (None,), (-1,), ('x', 'y'), (object(),) * 3):
                try:
                    value(*arguments)
                except BaseException:
                    pass
print('still here')
## exit_through_weft: exit 0, stdout contains "not found"
import gc
for each in gc.get_objects():
    if type(each).__name__ == 'module' and each.__name__ == '_weft':
        each._exit(7)
print('not found')
## debugger_of_the_interpreter: exit 1, stderr contains "FileNotFoundError: Script file does not exist"
import sys
print(hasattr(sys, 'remote_exec'))
sys.remote_exec(1, 'evil.py')
## perf_trampoline: exit 1, stderr contains "ValueError: perf trampoline not available"
import sys
sys.activate_stack_trampoline('perf')
## memory_of_another_object: exit 1, stderr contains "IndexError: index out of bounds on dimension 1"
import sys
buffer = memoryview(bytearray(8))
print(buffer[0:8].cast('Q')[0])
buffer.cast('Q')[1]
## builtin_types_are_closed: exit 1, stderr contains "TypeError: cannot set 'acquire' attribute of immutable type"
import threading
threading.Lock.acquire = None
## class_of_a_lock: exit 1, stderr contains "TypeError: __class__ assignment only supported for mutable t"
import threading
class Mine: pass
threading.Lock().__class__ = Mine
## subclass_of_lock: exit 1, stderr contains "TypeError: type '_thread.lock' is not an acceptable base typ"
import threading
class Mine(threading.Lock): pass
## subclass_of_handle: exit 1, stderr contains "TypeError: type '_thread._ThreadHandle' is not an acceptable"
import _thread
class Mine(_thread._ThreadHandle): pass
## new_of_another_type: exit 1, stderr contains "TypeError: object.__new__(_thread.lock) is not safe, use _th"
import threading
object.__new__(type(threading.Lock()))
## multiprocessing_manager: exit 1, stderr contains "has no processes"
import multiprocessing
multiprocessing.Manager()
## shared_memory: exit 1, stderr contains "ModuleNotFoundError: No module named '_posixshmem'"
from multiprocessing import shared_memory
shared_memory.SharedMemory(create=True, size=10)
## memory_map: exit 0, stdout contains "4096"
import mmap
print(len(mmap.mmap(-1, 4096)))
## web_browser: exit 1, stderr contains "without access to native code"
import webbrowser
print(webbrowser.open('file:///etc/passwd'))
## run_js_by_emscripten: exit 1, stderr contains "ModuleNotFoundError: No module named '_emscripten'"
import sys
print([name for name in dir(sys._emscripten_info) if 'run' in name])
import _emscripten
