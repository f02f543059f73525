"""Runs one of CPython's own test modules inside Weft, and tells the runner outside about each test.

Lines of file descriptor 1 that begin with \x1e are for the runner; the rest is what tests print.
Where a test starts another interpreter, the runner starts one in another worker, and answers on
standard input."""

import base64
import json
import os
import sys
import traceback
import unittest

MARK = b'\x1e'
answers = sys.stdin


def tell(**message):
    os.write(1, MARK + json.dumps(message).encode() + b'\n')


class TellingResult(unittest.TestResult):
    """Each test has one end; what went wrong in a part of it (subTest, cleanup) is its end."""

    ended = False

    def startTest(self, test):
        super().startTest(test)
        self.ended = False
        tell(start=test.id())

    def end(self, test, outcome, detail=''):
        if isinstance(test, unittest.case._SubTest):
            test = test.test_case
        self.ended = True
        tell(test=test.id(), outcome=outcome, detail=detail)

    def stopTest(self, test):
        super().stopTest(test)
        if not self.ended:
            self.end(test, 'passed')

    def wentWrong(self, test, error):
        self.end(test, 'failed', ''.join(traceback.format_exception(*error)))

    def addError(self, test, err):
        self.wentWrong(test, err)

    def addFailure(self, test, err):
        self.wentWrong(test, err)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.wentWrong(test, err)

    def addSkip(self, test, reason):
        self.end(test, 'skipped', reason)

    def addUnexpectedSuccess(self, test):
        self.end(test, 'failed', 'unexpected success')


def without(suite, names):
    kept = []
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            kept.append(without(test, names))
        elif test.id() not in names:
            kept.append(test)
    return type(suite)(kept)


def run_python_until_end(*args, **env_vars):
    """As test.support.script_helper's, with a worker for a process."""
    from test.support import script_helper

    env = {name: value for name, value in env_vars.items() if not name.startswith('__')}
    request = {'args': args, 'env': env, 'files': files_of(args)}
    tell(interpreter=request)
    answer = json.loads(answers.readline())
    out, err = (base64.b64decode(answer[name]) for name in ('out', 'err'))
    result = script_helper._PythonRunResult(answer['rc'], out, err)
    return result, [sys.executable, *args]


def files_of(args):
    """The scripts among the arguments: another worker has files of its own."""
    files = {}
    for path in args:
        if os.path.isfile(path):
            with open(path, 'rb') as file:
                files[os.path.abspath(path)] = base64.b64encode(file.read()).decode()
    return files


def prepare():
    from test import support
    from test.support import script_helper

    # It would see that there are no processes.
    support.has_subprocess_support = True
    script_helper.run_python_until_end = run_python_until_end
    script_helper._assert_python = getattr(
        script_helper._assert_python, '__wrapped__', script_helper._assert_python)
    script_helper.interpreter_requires_environment = lambda: False


def main(name, done):
    sys.stdin = open(os.devnull, encoding='utf-8')
    try:
        prepare()
        suite = unittest.defaultTestLoader.loadTestsFromName(f'test.{name}')
    except unittest.SkipTest as error:
        tell(test=f'test.{name}', outcome='skipped', detail=str(error))
        tell(finished=True)
        return
    without(suite, done).run(TellingResult())
    tell(finished=True)


main(sys.argv[1], set(json.loads(sys.argv[2])))
os._exit(0)
