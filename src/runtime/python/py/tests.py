"""Runs one test of a file, without a test runner: its exception is the program's own."""

import importlib
import inspect
import os
import sys
import unittest


def importable(path):
    """The folder to import from and the module's name, as pytest's `prepend` mode has them."""
    folder, file = os.path.split(path)
    names = [file.removesuffix('.py')]
    while os.path.exists(os.path.join(folder, '__init__.py')):
        folder, package = os.path.split(folder)
        names.insert(0, package)
    return folder, '.'.join(names)


def run(module_name, test):
    """`test` is a function, or a class and a method: `TestBank.test_transfer`."""
    module = importlib.import_module(module_name)
    owner_name, _, method_name = test.partition('.')
    owner = getattr(module, owner_name, None)
    if owner is None or not hasattr(owner, method_name or '__call__'):
        print(f'{module_name} has no test {test}', file=sys.stderr)
        raise SystemExit(2)
    try:
        if isinstance(owner, type) and issubclass(owner, unittest.TestCase):
            # `debug` lets exceptions through, after the fixtures of class and module.
            unittest.TestSuite([owner(method_name)]).debug()
        elif isinstance(owner, type):
            run_method(owner, method_name)
        else:
            run_function(module, owner)
    except unittest.SkipTest as skip:
        print(f'skipped: {skip}', file=sys.stderr)


def run_method(owner, name):
    """A class in the style of pytest, with its xunit fixtures."""
    instance = owner()
    method = getattr(instance, name)
    call(owner, 'setup_class')
    call(instance, 'setup_method', method)
    try:
        run_function(None, method)
    finally:
        call(instance, 'teardown_method', method)
        call(owner, 'teardown_class')


def run_function(module, function):
    wanted = [
        parameter.name
        for parameter in inspect.signature(function).parameters.values()
        if parameter.default is parameter.empty
        and parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
    ]
    if wanted:
        print(f'{function.__qualname__} wants the fixture {wanted[0]!r}: Weft runs tests without '
              'pytest, so it has no fixtures', file=sys.stderr)
        raise SystemExit(2)
    call(module, 'setup_module', module)
    call(module, 'setup_function', function)
    try:
        function()
    finally:
        call(module, 'teardown_function', function)
        call(module, 'teardown_module', module)


def call(owner, name, argument=None):
    """Fixtures of pytest take their argument or leave it."""
    fixture = getattr(owner, name, None)
    if fixture is None:
        return
    if inspect.signature(fixture).parameters:
        fixture(argument)
    else:
        fixture()


def forget_runner(exception):
    """Leaves the frames of a traceback that are the test's own, as unittest does."""
    traceback = exception.__traceback__
    while traceback is not None and is_runner(traceback.tb_frame):
        traceback = traceback.tb_next
    exception.__traceback__ = last = traceback
    while last is not None and last.tb_next is not None and not is_unittest(last.tb_next.tb_frame):
        last = last.tb_next
    if last is not None:
        last.tb_next = None


def is_runner(frame):
    return frame.f_code.co_filename.startswith('<') or is_unittest(frame)


def is_unittest(frame):
    return '__unittest' in frame.f_globals
