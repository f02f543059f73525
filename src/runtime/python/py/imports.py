"""Modules that open a door to the host or can't work in WebAssembly are refused when they are
imported. Compiled under importlib's file name, so that CPython leaves these frames out of
tracebacks as it does its own."""

import sys

from weft_sandbox import MODULES


class RefusingFinder:
    """First on `sys.meta_path`."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        sentence = MODULES.get(name)
        if sentence is not None:
            raise ImportError(sentence.format(what=f'the module {name!r}'), name=name)
        return None


def install():
    sys.meta_path.insert(0, RefusingFinder)
