// Objects are numbers: addresses. EVENT has a Condition, which has a lock.

import assert from 'node:assert/strict';
import type { ObjectId } from '../../../src/core/base/ids.ts';
import { NOWHERE } from '../../../src/core/schedule/operation.ts';
import { KernelLock, OwnCells } from '../../../src/runtime/kernel/kernelLock.ts';
import { Unfinished, type PartLock } from '../../../src/runtime/threadModule/unfinished.ts';

const [EVENT, CONDITION, OTHER] = [100, 200, 300] as const;

describe('what constructors have made that have not returned', () => {
  it('is told once', () => {
    const unfinished = new Unfinished();
    unfinished.addLock(CONDITION, lock(1));
    unfinished.addLock(OTHER, lock(2));
    unfinished.addLock(CONDITION, lock(3));
    assert.deepEqual(numbersOf(unfinished, CONDITION), [1, 3]);
    assert.deepEqual(numbersOf(unfinished, CONDITION), []);
    assert.deepEqual(numbersOf(unfinished, OTHER), [2]);
  });

  it('is part of the object whose constructor called another', () => {
    const unfinished = new Unfinished();
    unfinished.addLock(EVENT, lock(1));
    unfinished.addLock(CONDITION, lock(2));
    const { locks } = unfinished.absorb(CONDITION, EVENT);
    assert.deepEqual(
      locks.map(({ number }) => number),
      [2],
    );
    const made = unfinished.take(EVENT);
    assert.deepEqual(made.conditions, [CONDITION]);
    assert.deepEqual(
      made.locks.map(({ number }) => number),
      [1, 2],
    );
    assert.deepEqual(numbersOf(unfinished, CONDITION), []);
  });

  it('is forgotten with the locks of a constructor that failed', () => {
    const unfinished = new Unfinished();
    unfinished.addLock(EVENT, lock(1));
    unfinished.addLock(EVENT, lock(2));
    unfinished.lockGone(EVENT, 1);
    unfinished.lockGone(EVENT, 2);
    unfinished.addLock(EVENT, lock(3));
    assert.deepEqual(numbersOf(unfinished, EVENT), [3]);
  });

  it('is what it was when somebody who looked has looked', () => {
    const unfinished = new Unfinished();
    unfinished.addLock(EVENT, lock(1));
    const undo = unfinished.save();
    unfinished.addLock(EVENT, lock(2));
    unfinished.absorb(CONDITION, OTHER);
    undo();
    assert.deepEqual(numbersOf(unfinished, EVENT), [1]);
    assert.deepEqual(unfinished.take(OTHER).conditions, []);
  });
});

function lock(number: number): PartLock {
  const made = new KernelLock(0 as ObjectId, NOWHERE, false, new OwnCells().take());
  return { lock: made, number, kind: 'Lock' };
}

function numbersOf(unfinished: Unfinished, self: number): number[] {
  return unfinished.take(self).locks.map(({ number }) => number);
}
