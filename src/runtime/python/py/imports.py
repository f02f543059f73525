"""Modules that open a door to the host or can't work in WebAssembly are refused when they are
imported. Compiled under importlib's file name, so that CPython leaves these frames out of
tracebacks as it does its own."""

import sys
from importlib.machinery import ModuleSpec

from weft_sandbox import MODULES

#: Modules that are Weft's: CPython's own would wait where Weft can't see it, for ever.
OURS = ('_thread', '_queue')


class KeptModule:
    """Loads a module that is there already, when it was removed from `sys.modules`."""

    def __init__(self, module):
        self.module = module

    def create_module(self, spec):
        return self.module

    def exec_module(self, module):
        pass


class WeftFinder:
    """First on `sys.meta_path`."""

    loaders = {}

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        sentence = MODULES.get(name)
        if sentence is not None:
            raise ImportError(sentence.format(what=f'the module {name!r}'), name=name)
        loader = cls.loaders.get(name)
        return ModuleSpec(name, loader, origin='built-in') if loader else None


def install():
    WeftFinder.loaders = {name: KeptModule(sys.modules[name]) for name in OURS}
    sys.meta_path.insert(0, WeftFinder)
