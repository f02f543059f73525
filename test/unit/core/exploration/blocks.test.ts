import assert from 'node:assert/strict';
import fc from 'fast-check';

import { Blocks, type Block } from '../../../../src/core/exploration/blocks.ts';

function all(blocks: Blocks): Block[] {
  const taken: Block[] = [];
  for (let block = blocks.take(); block; block = blocks.take()) taken.push(block);
  return taken;
}

const numbersOf = (blocks: readonly Block[]): number[] =>
  blocks.flatMap(({ first, count }) => Array.from({ length: count }, (_, index) => first + index));

const ONE = { index: 1, count: 1 };

describe('blocks of schedules', () => {
  it('grow, so that an early failure costs little', () => {
    const counts = all(new Blocks(100, ONE)).map(({ count }) => count);
    assert.deepEqual(counts, [1, 1, 2, 4, 8, 16, 32, 32, 4]);
  });

  it('have each schedule once, in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (most) => {
        const numbers = numbersOf(all(new Blocks(most, ONE)));
        assert.deepEqual(
          numbers,
          Array.from({ length: most }, (_, index) => index),
        );
      }),
    );
  });

  it('are dealt to shards without loss; only the first schedule is run by all', () => {
    const count = fc.integer({ min: 1, max: 7 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), count, (most, shards) => {
        const parts = Array.from({ length: shards }, (_, index) =>
          numbersOf(all(new Blocks(most, { index: index + 1, count: shards }))),
        );
        const rest = parts.flatMap((numbers) => numbers.filter((number) => number > 0));
        assert.ok(parts.every(([first]) => first === 0));
        assert.deepEqual(
          rest.sort((a, b) => a - b),
          Array.from({ length: most - 1 }, (_, index) => index + 1),
        );
      }),
    );
  });

  it('end with the one that has a failure, but not before it is known whether all fail', () => {
    const blocks = new Blocks(1000, ONE);
    const taken = Array.from({ length: 7 }, () => blocks.take());
    const [first, , , , , sixth, seventh] = taken;
    assert.ok(first && sixth && seventh);
    blocks.failedIn(sixth);
    assert.equal(blocks.take(), undefined);
    assert.deepEqual([blocks.matters(sixth), blocks.matters(seventh)], [true, false]);
    blocks.failedIn(first);
    assert.deepEqual(
      taken.map((block) => block && blocks.matters(block)),
      [true, true, true, true, false, false, false],
    );
  });
});
