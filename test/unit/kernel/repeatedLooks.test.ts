// Who looks again and again while nobody changes anything waits for others.

import assert from 'node:assert/strict';
import type { LocationId, Operation } from '../../../src/core/schedule/operation.ts';
import { RepeatedLooks } from '../../../src/runtime/kernel/repeatedLooks.ts';

const at = (place: number, variable = 7): Operation => ({
  kind: 'read',
  object: variable as LocationId,
  access: { place, variable, frame: 1, reshaped: 0, mode: 'read', manner: 'plain' },
});

/** How many of the looks were made before the thread counts as waiting; -1 if it never does. */
function looksUntilWaiting(looks: Iterable<readonly [Operation, number]>): number {
  const watch = new RepeatedLooks();
  let count = 0;
  for (const [operation, changes] of looks) {
    if (watch.look(operation, changes)) return count;
    count++;
  }
  return -1;
}

function* loop(body: readonly Operation[], rounds: number): Iterable<readonly [Operation, number]> {
  for (let round = 0; round < rounds; round++) {
    for (const operation of body) yield [operation, 0];
  }
}

describe('repeated looks', () => {
  it('wait from the 101st on', () => {
    assert.equal(looksUntilWaiting(loop([at(1)], 200)), 100);
  });

  it('wait in a loop over several variables, too', () => {
    assert.equal(looksUntilWaiting(loop([at(1, 7), at(2, 8), at(3, 9)], 200)), 300);
  });

  it('wait in a loop that begins after another look', () => {
    function* looks(): Iterable<readonly [Operation, number]> {
      yield [at(1), 0];
      yield* loop([at(2)], 300);
    }
    assert.ok(looksUntilWaiting(looks()) > 100);
  });

  it('of what nobody else could know have no place, and wait as well', () => {
    const lock: Operation = { kind: 'read', object: 5 as LocationId };
    assert.equal(looksUntilWaiting(loop([lock], 200)), 100);
  });

  it('begin anew when anybody changes anything', () => {
    function* looks(): Iterable<readonly [Operation, number]> {
      for (let round = 0; round < 1000; round++) yield [at(1), Math.floor(round / 90)];
    }
    assert.equal(looksUntilWaiting(looks()), -1);
  });

  it('are none if each is at another variable, as the elements of a list are', () => {
    const elements = Array.from({ length: 1000 }, (_, index) => at(1, index + 1));
    assert.equal(looksUntilWaiting(elements.map((each) => [each, 0] as const)), -1);
  });
});
