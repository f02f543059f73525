import assert from 'node:assert/strict';
import fc from 'fast-check';

import { Blocks, type Block, type Shard } from '../../../../src/core/exploration/blocks.ts';

function blocksOf(
  schedules: number,
  shard: Shard = { index: 1, count: 1 },
  isExhaustive = false,
): Blocks {
  return new Blocks({ schedules, isExhaustive, shard });
}

function all(blocks: Blocks): Block[] {
  const taken: Block[] = [];
  for (let block = blocks.take(); block; block = blocks.take()) taken.push(block);
  return taken;
}

const numbersOf = (blocks: readonly Block[]): number[] =>
  blocks.flatMap(({ first, count }) => Array.from({ length: count }, (_, index) => first + index));

describe('blocks of schedules', () => {
  it('grow, so that an early failure costs little, and try all there are with half of the rest', () => {
    const shown = all(blocksOf(1000)).map(({ kind, count }) => `${kind} ${count}`);
    assert.deepEqual(shown, [
      'first 1',
      ...[1, 2, 4, 8, 16, 32, 64].map((count) => `sample ${count}`),
      'all 436',
      'sample 256',
      'sample 180',
    ]);
  });

  it('end with all there are in an exhaustive search', () => {
    const kinds = all(blocksOf(Infinity, undefined, true)).map(({ kind, count }) => [kind, count]);
    assert.deepEqual(kinds.at(-1), ['all', Infinity]);
    assert.equal(kinds.length, 9);
  });

  it('of all there are belong to one shard', () => {
    for (const count of [1, 2, 3, 8, 20]) {
      const shards = Array.from({ length: count }, (_, index) => ({ index: index + 1, count }));
      const kinds = shards.map((shard) => all(blocksOf(Infinity, shard, true)).at(-1)?.kind);
      const owners = shards.map((shard) => blocksOf(Infinity, shard, true).hasAll);
      assert.deepEqual(
        owners,
        kinds.map((kind) => kind === 'all'),
      );
      assert.equal(owners.filter(Boolean).length, 1);
    }
  });

  it('have each schedule once, in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), (most) => {
        const numbers = numbersOf(all(blocksOf(most)));
        assert.deepEqual(
          numbers,
          Array.from({ length: most }, (_, index) => index),
        );
      }),
    );
  });

  it('are dealt to shards without loss; only the first schedule is run by all', () => {
    const counts = fc.integer({ min: 1, max: 7 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), counts, (most, count) => {
        const parts = Array.from({ length: count }, (_, index) =>
          numbersOf(all(blocksOf(most, { index: index + 1, count }))),
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

  it('end with the one that settles it, but not before it is known whether all fail', () => {
    const blocks = blocksOf(1000);
    const taken = Array.from({ length: 7 }, () => blocks.take());
    const [first, , , , , sixth, seventh] = taken;
    assert.ok(first && sixth && seventh);
    blocks.settledIn(sixth);
    assert.equal(blocks.take(), undefined);
    assert.deepEqual([blocks.matters(sixth), blocks.matters(seventh)], [true, false]);
    blocks.settledIn(first);
    assert.deepEqual(
      taken.map((block) => block && blocks.matters(block)),
      [true, true, true, true, false, false, false],
    );
  });
});
