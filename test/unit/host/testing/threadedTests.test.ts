import assert from 'node:assert/strict';

import { mayHaveThreads } from '../../../../src/host/testing/threadedTests.ts';

function among(files: Readonly<Record<string, string>>, path = '/w/tests/test_a.py') {
  return mayHaveThreads(path, '/w', (file) => Promise.resolve(files[file]));
}

describe('a file of tests', () => {
  it('may have threads if it imports threading', async () => {
    assert.ok(await among({ '/w/tests/test_a.py': 'import threading' }));
    assert.ok(!(await among({ '/w/tests/test_a.py': 'import json' })));
  });

  it('may have threads through modules beside it, at the root, and in packages', async () => {
    const through: readonly (readonly [string, string])[] = [
      ['import bank', '/w/tests/bank.py'],
      ['from bank import Bank', '/w/bank.py'],
      ['from shop.bank import Bank', '/w/shop/bank.py'],
      ['from shop import bank', '/w/shop/bank.py'],
      ['import shop', '/w/shop/__init__.py'],
      ['from .bank import Bank', '/w/tests/bank.py'],
      ['from ..shop import bank', '/w/shop/bank.py'],
    ];
    for (const [text, path] of through) {
      assert.ok(await among({ '/w/tests/test_a.py': text, [path]: 'import queue' }), text);
      assert.ok(!(await among({ '/w/tests/test_a.py': text, [path]: '' })), text);
    }
  });

  it('is looked at once, whoever imports whom in a circle', async () => {
    const circle = { '/w/tests/test_a.py': 'import b', '/w/tests/b.py': 'import test_a, b' };
    assert.ok(!(await among(circle)));
  });
});
