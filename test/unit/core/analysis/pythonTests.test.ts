import assert from 'node:assert/strict';

import {
  importedModules,
  importsThreads,
  testsIn,
} from '../../../../src/core/analysis/pythonTests.ts';

const ids = (text: string) => testsIn(text).map(({ id }) => id);

describe('tests in a Python file', () => {
  it('are methods of TestCases and functions and classes as pytest has them', () => {
    const text = `
import unittest
from base import StressTestCase

class Bank(unittest.TestCase):
    def setUp(self): ...
    def test_transfer(self): ...
    @unittest.skip('later')
    def test_later(self): ...
    async def test_soon(self): ...

class More(Bank):
    def test_more(self): ...

class Stress(StressTestCase):
    def test_stress(self): ...

class TestPlain:
    def test_plain(self): ...
    def helper(self): ...

class Account:
    def test_balance(self): ...

@slow
def test_function(): ...
def helper(): ...
`;
    assert.deepEqual(ids(text), [
      'Bank.test_transfer',
      'Bank.test_later',
      'Bank.test_soon',
      'More.test_more',
      'Stress.test_stress',
      'TestPlain.test_plain',
      'test_function',
    ]);
  });

  it('know their lines', () => {
    const text =
      'class TestA:\n    @x\n    def test_b(self):\n        pass\n\n\ndef test_c():\n  pass\n';
    assert.deepEqual(
      testsIn(text).map(({ line, column, endLine, ownerLine }) => [
        line,
        column,
        endLine,
        ownerLine,
      ]),
      [
        [3, 9, 4, 1],
        [7, 5, 8, undefined],
      ],
    );
  });

  it('survive a file that is being written', () => {
    assert.deepEqual(ids(''), []);
    assert.deepEqual(ids('def test_a():\n  pass\n\nclass TestB(\n'), ['test_a']);
    assert.deepEqual(ids('class TestA:\n    def'), []);
  });

  it('may have threads if threading or its like is imported', () => {
    for (const line of [
      'import threading',
      'import os, threading as t',
      '  from concurrent.futures import ThreadPoolExecutor',
      'import queue # a comment',
    ]) {
      assert.ok(importsThreads(line), line);
    }
    for (const line of ['import threadinglike', '# import threading', 'x = "import queue"', '']) {
      assert.ok(!importsThreads(line), line);
    }
  });

  it('name the modules that they import, also from packages', () => {
    assert.deepEqual(importedModules('import a.b as c, d\nfrom .e import f, g\nfrom h import (i'), [
      'a.b',
      'd',
      '.e',
      '.e.f',
      '.e.g',
      'h',
      'h.i',
    ]);
  });
});
