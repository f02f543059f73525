import assert from 'node:assert/strict';
import type { ObjectId, StackId, Step, ThreadId } from '../../../../../src/core/base/ids.ts';
import { HeldLocks, locksOf } from '../../../../../src/core/analysis/predictions/heldLocks.ts';

const MAIN = 1 as ThreadId;
const OTHER = 2 as ThreadId;

class Hands {
  readonly locks = new HeldLocks();

  take(object: number, thread = MAIN, count = 1): boolean {
    const place = { thread, object: object as ObjectId, at: 0 as StackId };
    return this.locks.take({ ...place, step: 0 as Step, time: 0 }, count) !== undefined;
  }

  free(object: number, by = MAIN): void {
    this.locks.release(by, object as ObjectId);
  }

  held(thread = MAIN): number[] {
    return locksOf(this.locks.top(thread)).map(({ object }) => object);
  }
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, number) => number + 1);
}

describe('locks in hand', () => {
  it('are those that were taken and not freed, whoever frees them', () => {
    const hands = new Hands();
    for (const lock of [1, 2, 3]) hands.take(lock);
    hands.free(2, OTHER);
    assert.deepEqual(hands.held(), [3, 1]);
  });

  it('may be ten thousand, freed in the order in which they were taken', () => {
    const hands = new Hands();
    for (const lock of numbers(10_000)) hands.take(lock);
    for (const lock of numbers(10_000)) hands.free(lock);
    assert.deepEqual(hands.held(), []);
    assert.ok(hands.take(1));
  });

  it('are not looked at while one is left out that could guard them', () => {
    const hands = new Hands();
    for (const lock of numbers(300)) hands.take(lock);
    for (const lock of numbers(200)) hands.free(lock);
    assert.ok(!hands.take(1_000), 'some of the first 300 were too many, and are still held');
    assert.ok(hands.take(1_001, OTHER), 'another thread has nothing to do with it');
    assert.ok(!hands.take(300, MAIN, 2), 'taken once more');
    for (const lock of [...numbers(300), 1_000]) hands.free(lock);
    assert.ok(hands.take(1_000));
  });
});
