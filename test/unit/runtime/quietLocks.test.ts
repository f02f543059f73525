// Locks as somebody may use them who only looks at a run.

import { NOWHERE } from '../../../src/core/schedule/operation.ts';
import assert from 'node:assert/strict';

import type { ObjectId, ThreadId } from '../../../src/core/base/ids.ts';
import { KernelLock, OwnCells } from '../../../src/runtime/kernel/kernelLock.ts';
import { LookError, NotLockedError } from '../../../src/runtime/kernel/outcomes.ts';
import { QuietLocks } from '../../../src/runtime/kernel/quietLocks.ts';

const ME = 1 as ThreadId;
const OTHER = 2 as ThreadId;

function lock(owner = 0, count = owner === 0 ? 0 : 1): KernelLock {
  const made = new KernelLock(1 as ObjectId, NOWHERE, false, new OwnCells().take());
  made.owner = owner as ThreadId;
  made.count = count;
  return made;
}

function problem(operation: () => unknown): string {
  try {
    operation();
  } catch (error) {
    if (error instanceof LookError) return error.problem.kind;
    throw error;
  }
  return 'none';
}

describe('quiet locks', () => {
  it('let a free lock be taken and given back', () => {
    const quiet = new QuietLocks(ME);
    const free = lock();
    assert.equal(quiet.acquire(free, undefined), 1);
    assert.equal(free.owner, ME);
    assert.equal(quiet.changed(), free);
    quiet.release(free);
    assert.equal(quiet.changed(), undefined);
    assert.throws(() => quiet.release(free), NotLockedError);
  });

  it('refuse to wait, and fail where only a try is asked for', () => {
    const quiet = new QuietLocks(ME);
    const taken = lock(OTHER);
    assert.equal(quiet.acquire(taken, 0), 0);
    assert.equal(
      problem(() => quiet.acquire(taken, 5)),
      'wait',
    );
    assert.equal(
      problem(() => quiet.acquireRecursive(taken, undefined)),
      'wait',
    );
    assert.equal(quiet.changed(), undefined);
  });

  it('refuse to release what was held before', () => {
    const quiet = new QuietLocks(ME);
    const mine = lock(ME, 2);
    assert.equal(
      problem(() => quiet.releaseRecursive(mine)),
      'release',
    );
    assert.equal(
      problem(() => quiet.releaseSave(mine)),
      'release',
    );
    assert.equal(quiet.acquireRecursive(mine, undefined), 1);
    quiet.releaseRecursive(mine);
    assert.equal(mine.count, 2);
    assert.equal(
      problem(() => quiet.release(lock(OTHER))),
      'release',
    );
  });

  it('put everything back', () => {
    const quiet = new QuietLocks(ME);
    const [free, mine] = [lock(), lock(ME)];
    quiet.acquire(free, undefined);
    quiet.acquireRecursive(mine, undefined);
    quiet.undo();
    assert.deepEqual([free.owner, free.count, mine.owner, mine.count], [0, 0, ME, 1]);
  });
});
