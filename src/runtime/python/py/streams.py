"""Standard streams: output buffered by line, as python3 does on a terminal; input that waits in
Weft's scheduler, so that other threads go on."""

import io
import sys

import _weft


class HostInput(io.RawIOBase):
    """File descriptor 0: lines from the host, one request each."""

    name = '<stdin>'
    mode = 'r'

    def __init__(self):
        self.rest = b''
        self.is_ended = False

    def readable(self):
        return True

    def fileno(self):
        return 0

    def isatty(self):
        return False

    def readinto(self, buffer):
        if not self.rest and not self.is_ended:
            self.rest = _weft.read_line().encode('utf-8')
            self.is_ended = not self.rest
        count = min(len(buffer), len(self.rest))
        buffer[:count] = self.rest[:count]
        self.rest = self.rest[count:]
        return count


def output(descriptor, name, errors):
    raw = io.FileIO(descriptor, 'w', closefd=False)
    raw.name = name
    stream = io.TextIOWrapper(
        io.BufferedWriter(raw), encoding='utf-8', errors=errors, newline='\n',
        line_buffering=True)
    stream.mode = 'w'
    return stream


def install():
    sys.stdout = sys.__stdout__ = output(1, '<stdout>', 'strict')
    sys.stderr = sys.__stderr__ = output(2, '<stderr>', 'backslashreplace')
    sys.stdin = sys.__stdin__ = io.TextIOWrapper(
        io.BufferedReader(HostInput()), encoding='utf-8', errors='strict')
    sys.stdin.mode = 'r'
