import assert from 'node:assert/strict';
import fc from 'fast-check';

import {
  childOf,
  isAbsolutePath,
  isRoot,
  parentOf,
  toHostPath,
  toSandboxPath,
} from '../../../src/session/sandboxPath.ts';

describe('sandbox paths', () => {
  for (const [host, sandbox] of [
    ['C:\\Users\\ada\\a.py', '/C:/Users/ada/a.py'],
    ['d:\\', '/d:/'],
    ['\\\\server\\share\\a.py', '//server/share/a.py'],
    ['/home/ada/a.py', '/home/ada/a.py'],
  ] as const) {
    it(`are ${sandbox} for ${host}, and back`, () => {
      assert.equal(toSandboxPath(host), sandbox);
      assert.equal(toHostPath(sandbox), host);
    });
  }

  it('round-trip every Windows path', () => {
    const name = fc.stringMatching(/^[a-z0-9 ._-]{1,8}$/);
    fc.assert(
      fc.property(fc.constantFrom('C', 'z'), fc.array(name), (drive, names) => {
        const path = `${drive}:\\${names.join('\\')}`;
        assert.equal(toHostPath(toSandboxPath(path)), path);
      }),
    );
  });

  it('know their folder', () => {
    assert.deepEqual(['/a/b.py', '/b.py', '/'].map(parentOf), ['/a', '/', '/']);
    assert.deepEqual([childOf('/', 'a'), childOf('/a', 'b')], ['/a', '/a/b']);
  });

  it('know what is a root and what is absolute', () => {
    assert.deepEqual(['/', '/C:', '/C:/', '/C:/a', '/home'].map(isRoot), [
      ...[true, true, true, false, false],
    ]);
    assert.deepEqual(['/a', 'C:\\a', 'C:/a', '\\\\s\\a', 'a', './a', 'C:a'].map(isAbsolutePath), [
      ...[true, true, true, true, false, false, false],
    ]);
  });
});
