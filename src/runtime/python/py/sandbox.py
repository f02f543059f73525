"""Says clearly what can't work here. The walls themselves are not made of Python: the imports of
the WebAssembly module are (see sandbox.ts); this file only gives good errors before they are hit."""

import sys

PROCESSES = (
    'Weft runs Python in WebAssembly, which has no processes: {what} is not available. '
    'Use threads (threading, concurrent.futures.ThreadPoolExecutor) instead, '
    'or run this script with python3.'
)
NETWORK = (
    'Weft runs Python in a sandbox without a network: {what} is not available. '
    'Replace it by a stand-in for the time of debugging, or run this script with python3.'
)
NATIVE = (
    'Weft runs Python in a sandbox without access to native code: {what} is not available. '
    'Use pure Python instead, or run this script with python3.'
)
PACKAGES = (
    "Weft has Python's standard library and the files beside the script, "
    'but no installed packages: replace {what} by a stand-in, or run this script with python3.'
)

#: Audit events (https://docs.python.org/3/library/audit_events.html) that are refused.
REFUSED = {
    'os.fork': ('os.fork()', PROCESSES),
    'os.forkpty': ('os.forkpty()', PROCESSES),
    'os.exec': ('os.exec*()', PROCESSES),
    'os.posix_spawn': ('os.posix_spawn()', PROCESSES),
    'os.spawn': ('os.spawn*()', PROCESSES),
    'os.system': ('os.system()', PROCESSES),
    'subprocess.Popen': ('subprocess', PROCESSES),
    'pty.spawn': ('pty.spawn()', PROCESSES),
    'socket.__new__': ('socket', NETWORK),
    'socket.getaddrinfo': ('socket.getaddrinfo()', NETWORK),
    'socket.gethostbyname': ('socket.gethostbyname()', NETWORK),
}

#: Modules that are refused when they are imported.
MODULES = {
    'ctypes': NATIVE,
    '_ctypes': NATIVE,
    '_posixsubprocess': PROCESSES,
    '_multiprocessing': PROCESSES,
    'js': NATIVE,
    'pyodide': NATIVE,
    'pyodide_js': NATIVE,
    '_pyodide': NATIVE,
    '_pyodide_core': NATIVE,
    '_testcapi': NATIVE,
    '_testinternalcapi': NATIVE,
    '_testlimitedcapi': NATIVE,
    '_testclinic': NATIVE,
    '_testclinic_limited': NATIVE,
    '_remote_debugging': NATIVE,
    '_xxtestfuzz': NATIVE,
}


def audit(event, args):
    refused = REFUSED.get(event)
    if refused is not None:
        what, sentence = refused
        raise OSError(sentence.format(what=what))


def explain_missing_package(exception):
    """Adds to an uncaught `No module named …` what a user of Weft has to know."""
    if not isinstance(exception, ModuleNotFoundError) or not exception.name:
        return
    package = exception.name.partition('.')[0]
    if package not in sys.stdlib_module_names:
        exception.add_note(PACKAGES.format(what=repr(package)))


def refuse_processes():
    """multiprocessing starts its processes in ways that have no audit event here."""
    from multiprocessing import process

    def start(self):
        """Start child process"""
        raise OSError(PROCESSES.format(what='multiprocessing.Process'))

    process.BaseProcess.start = start


def install():
    sys.addaudithook(audit)
