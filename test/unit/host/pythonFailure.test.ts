import assert from 'node:assert/strict';
import { pythonFailure } from '../../../src/host/pythonFailure.ts';

const isOwn = (path: string) => path.startsWith('/home/') || path.startsWith('/C:/home/');

function failureOf(stderr: string) {
  const exception = { kind: 'exception', typeName: 'E', message: 'm' } as const;
  return pythonFailure(exception, { stderr, isOwn });
}

describe('pythonFailure', () => {
  it('finds the place of a syntax error, which has no frame', () => {
    const failure = failureOf('  File "/home/old.py", line 2\n    print "a"\nE: m\n');
    assert.deepEqual([failure?.file, failure?.line], ['/home/old.py', 2]);
  });

  it("takes the innermost of the user's own frames", () => {
    const failure = failureOf(
      [
        'Traceback (most recent call last):',
        '  File "/home/a.py", line 1, in <module>',
        '  File "/home/b.py", line 7, in run',
        '  File "/lib/python3.14/threading.py", line 900, in start',
        'E: m',
      ].join('\n'),
    );
    assert.deepEqual([failure?.file, failure?.line], ['/home/b.py', 7]);
  });

  it('reads up to the report of this exception', () => {
    const printed = ['Traceback:', '  File "/home/a.py", line 3, in <module>', 'E: m'];
    const later = ['Traceback:', '  File "/home/b.py", line 9, in run', 'Other: n', ''];
    const failure = failureOf([...printed, ...later].join('\n'));
    assert.deepEqual([failure?.file, failure?.line], ['/home/a.py', 3]);
    assert.equal(failureOf('nothing of the kind'), undefined);
  });

  it('reads paths of Windows', () => {
    const failure = failureOf('  File "C:\\home\\old.py", line 2\nE: m\n');
    assert.equal(failure?.file, '/C:/home/old.py');
  });

  it('finds nothing in a traceback through the library alone', () => {
    assert.equal(failureOf('  File "/lib/python3.14/queue.py", line 2\nE: m\n'), undefined);
  });
});
