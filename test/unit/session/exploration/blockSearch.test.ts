// A search over schedules that only pretend to run: which fails is known, how fast they are is not.

import assert from 'node:assert/strict';
import fc from 'fast-check';

import { Blocks, type Block } from '../../../../src/core/exploration/blocks.ts';
import { BlockSearch } from '../../../../src/session/exploration/blockSearch.ts';
import type {
  BlockEnd,
  BlockListener,
  Explorer,
  RaceSighting,
  Sighting,
} from '../../../../src/session/exploration/explorer.ts';

interface Program {
  /** Schedule → key of its failure. */
  readonly failures: Readonly<Record<number, string>>;
  /** Schedule → race that it shows. */
  readonly races?: Readonly<Record<number, string>>;
  /** How many schedules there are, for who tries all. */
  readonly all?: number;
}

function sighting(number: number, { failures }: Program): Sighting | undefined {
  const key = failures[number];
  return key === undefined
    ? undefined
    : { key, number, strategy: 'randomWalk', schedule: `weft1_${number}_0_1_` };
}

/** Waits for as many turns of the event loop as `turns` says, before each schedule. */
class PretendingExplorer implements Explorer {
  private readonly program: Program;
  private readonly turns: () => number;
  private isLeft = false;

  constructor(program: Program, turns: () => number) {
    this.program = program;
    this.turns = turns;
  }

  private racesOf(block: Block): RaceSighting[] {
    const known = new Set<string>();
    return Object.entries(this.program.races ?? {}).flatMap(([key, race]) => {
      const number = Number(key);
      const isThere = number >= block.first && number < block.first + block.count;
      if (!isThere || known.has(race)) return [];
      known.add(race);
      return [{ races: [race], number, strategy: 'randomWalk', schedule: `weft1_${number}_0_1_` }];
    });
  }

  async explore(block: Block, listener: BlockListener): Promise<BlockEnd> {
    const there = block.kind === 'all' ? (this.program.all ?? Infinity) : Infinity;
    let [schedules, failing] = [0, 0];
    const end = (kind: BlockEnd['kind']): BlockEnd => {
      const races = this.racesOf(block);
      return { schedules, failing, interleavings: schedules, outputs: 1, kind, message: '', races };
    };
    while (schedules < Math.min(block.count, there)) {
      for (let turn = this.turns(); turn > 0; turn--) await Promise.resolve();
      if (this.isLeft) return end('left');
      const found = sighting(block.first + schedules, this.program);
      schedules++;
      if (found) failing++;
      if (found) listener.failed(found);
      listener.progressed(end('left'));
    }
    return end(there <= block.count ? 'complete' : 'done');
  }

  leave(): void {
    this.isLeft = true;
  }
}

async function searched(
  program: Program,
  workers: number,
  turns: () => number = () => 0,
): Promise<BlockSearch> {
  const explorers = Array.from({ length: workers }, () => new PretendingExplorer(program, turns));
  const shard = { index: 1, count: 1 };
  const blocks = new Blocks({ schedules: 1000, isExhaustive: false, shard });
  const search = new BlockSearch(blocks, explorers, () => undefined);
  search.first(sighting(0, program));
  await search.run();
  return search;
}

const told = ({ found }: BlockSearch) => found.map(({ number, key }) => [number, key]);

describe('a search', () => {
  it('runs all schedules if none fails, and counts at least the different ones of a block', async () => {
    const search = await searched({ failures: {} }, 2);
    assert.equal(search.schedules, 1000);
    assert.equal(search.interleavings, 436);
    assert.deepEqual([search.found, search.verified], [[], undefined]);
  });

  it('reports of each failure the lowest schedule, up to the end of the block', async () => {
    const search = await searched({ failures: { 40: 'a', 41: 'b', 50: 'a', 200: 'c' } }, 1);
    assert.deepEqual(told(search), [
      [40, 'a'],
      [41, 'b'],
    ]);
  });

  it('tells of each race the lowest schedule, up to the end of the block that settles the matter', async () => {
    const races = { 5: 'x', 40: 'y', 41: 'x', 60: 'y', 100: 'z', 990: 'w' };
    const numbers = ({ races }: BlockSearch) => races.map(({ number }) => number);
    assert.deepEqual(numbers(await searched({ failures: {}, races }, 3)), [5, 40, 100, 990]);
    assert.deepEqual(numbers(await searched({ failures: { 70: 'a' }, races }, 3)), [5, 40, 100]);
  });

  it('counts only the schedules that matter, so that it is the same with more workers', async () => {
    const counts = [1, 2, 5].map(async (workers) => {
      const { schedules } = await searched({ failures: { 40: 'a' } }, workers, () => workers % 3);
      return schedules;
    });
    assert.deepEqual(await Promise.all(counts), [64, 64, 64]);
  });

  it('has verified the program when one has tried all there are, and nothing failed', async () => {
    const search = await searched({ failures: {}, all: 12 }, 3);
    assert.equal(search.verified?.schedules, 12);
    assert.equal(search.interleavings, 12);
    const failing = await searched({ failures: { 100: 'a' }, all: 12 }, 3);
    assert.equal(failing.verified, undefined);
  });

  it('finds the same whatever the number of workers and their speed', async () => {
    const failures = fc.dictionary(fc.nat({ max: 999 }).map(String), fc.constantFrom('a', 'b'));
    await fc.assert(
      fc.asyncProperty(
        fc.record({ failures, all: fc.constantFrom(5, 200, 1e6) }),
        fc.integer({ min: 1, max: 8 }),
        fc.infiniteStream(fc.nat({ max: 9 })),
        async (program, workers, turns) => {
          const expected = await searched(program, 1);
          const stream = turns[Symbol.iterator]();
          const found = await searched(program, workers, () => stream.next().value ?? 0);
          assert.deepEqual(told(found), told(expected));
          assert.equal(found.failsAlways, expected.failsAlways);
          assert.deepEqual(found.verified, expected.verified);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('knows what fails on every schedule', async () => {
    const failures = Object.fromEntries(Array.from({ length: 999 }, (_, number) => [number, 'a']));
    assert.ok((await searched({ failures }, 3)).failsAlways);
    const others = Object.entries(failures).filter(([number]) => number !== '5');
    const allButOne = { failures: Object.fromEntries(others) };
    assert.ok(!(await searched(allButOne, 3)).failsAlways);
    assert.ok(!(await searched({ failures: { 0: 'a' } }, 3)).failsAlways);
  });

  it('ends at once when it is cancelled', async () => {
    const explorer = new PretendingExplorer({ failures: {} }, () => 1);
    const shard = { index: 1, count: 1 };
    const blocks = new Blocks({ schedules: 1e6, isExhaustive: false, shard });
    const search: BlockSearch = new BlockSearch(blocks, [explorer], () => {
      if (search.schedules >= 10) search.cancel();
    });
    await search.run();
    assert.equal(search.schedules, 10);
  });
});
