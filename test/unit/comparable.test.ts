// What the differential test forgives, and what it must not.

import assert from 'node:assert/strict';

import { comparable, sortedLines } from '../support/programs/comparable.ts';

describe('comparing the output of two Pythons', () => {
  it('forgets frames of the standard library', () => {
    const trace = [
      'Traceback (most recent call last):',
      '  File "/usr/lib/python3.11/threading.py", line 1, in run',
      '    self._target(*self._args)',
      '    ~~~~~~~~~~~~^^^^^^^^^^^^^',
      '  File "/home/me/a.py", line 2, in work',
      '    1 / 0',
      '    ~~^~~',
      'ZeroDivisionError: division by zero',
    ];
    assert.equal(comparable(trace.join('\n')), [trace[0], trace[4], trace[5], trace[7]].join('\n'));
  });

  it('does so inside exception groups', () => {
    const group = [
      '  |   File "/lib/python314.zip/threading.py", line 1, in run',
      '  |     self._target(*self._args)',
      '  |   File "/home/me/a.py", line 2, in work',
      '  |     raise group',
      '  | ExceptionGroup: several',
    ];
    assert.equal(comparable(group.join('\n')), group.slice(2).join('\n'));
  });

  it('forgets addresses', () => {
    assert.equal(comparable('<f at 0x7f3a5528a0>'), comparable('<f at 0x1c80f8>'));
  });

  it('keeps the line, the function and the message of a frame of the user', () => {
    const frame = (line: number, name: string) => `  File "/a.py", line ${line}, in ${name}`;
    assert.notEqual(comparable(frame(1, 'f')), comparable(frame(2, 'f')));
    assert.notEqual(comparable(frame(1, 'f')), comparable(frame(1, 'g')));
    assert.notEqual(comparable('KeyError: 1'), comparable('KeyError: 2'));
  });

  it('keeps text that only looks indented', () => {
    assert.equal(comparable('a\n    b\n    c'), 'a\n    b\n    c');
  });

  it('sorts lines without losing one', () => {
    assert.equal(sortedLines('b\na\na\n'), '\na\na\nb');
  });
});
