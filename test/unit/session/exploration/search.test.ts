// A search over schedules that only pretend to run: which fails is known, how fast they are is not.

import assert from 'node:assert/strict';
import fc from 'fast-check';

import { Blocks, type Block } from '../../../../src/core/exploration/blocks.ts';
import type { Explored, Explorer } from '../../../../src/session/exploration/explorer.ts';
import { Search } from '../../../../src/session/exploration/search.ts';

type Failures = Readonly<Record<number, string>>;

function explored(number: number, failures: Failures): Explored {
  return {
    number,
    strategy: 'random',
    schedule: `weft1_${number}_0_1_`,
    interleaving: `${number % 5}`,
    output: `${number % 2}`,
    threads: 2,
    failure: failures[number],
  };
}

/** Waits for as many turns of the event loop as `turns` says, before each schedule. */
class PretendingExplorer implements Explorer {
  private isCancelled = false;
  private readonly failures: Failures;
  private readonly turns: () => number;

  constructor(failures: Failures, turns: () => number) {
    this.failures = failures;
    this.turns = turns;
  }

  async explore(
    { first, count }: Block,
    report: (explored: Explored) => void,
    goesOn: () => boolean,
  ): Promise<void> {
    for (let number = first; number < first + count && goesOn(); number++) {
      for (let turn = this.turns(); turn > 0; turn--) await Promise.resolve();
      if (this.isCancelled) return;
      report(explored(number, this.failures));
    }
  }

  cancel(): void {
    this.isCancelled = true;
  }
}

async function searched(
  failures: Failures,
  workers: number,
  turns: () => number = () => 0,
  most = 300,
): Promise<Search> {
  const explorers = Array.from({ length: workers }, () => new PretendingExplorer(failures, turns));
  const blocks = new Blocks(most, { index: 1, count: 1 });
  const search = new Search(blocks, explorers, () => undefined);
  search.first(explored(0, failures));
  await search.run();
  return search;
}

const told = ({ found }: Search) => found.map(({ number, failure }) => [number, failure]);

describe('a search', () => {
  it('runs all schedules if none fails, and tells them apart', async () => {
    const search = await searched({}, 2);
    assert.equal(search.schedules, 300);
    assert.deepEqual([search.interleavings.size, search.outputs.size], [5, 2]);
    assert.deepEqual(search.found, []);
  });

  it('reports of each failure the lowest schedule, up to the end of the block', async () => {
    const search = await searched({ 40: 'a', 41: 'b', 50: 'a', 200: 'c' }, 1);
    assert.deepEqual(told(search), [
      [40, 'a'],
      [41, 'b'],
    ]);
  });

  it('finds the same whatever the number of workers and their speed', async () => {
    const failures = fc.dictionary(fc.nat({ max: 299 }).map(String), fc.constantFrom('a', 'b'));
    await fc.assert(
      fc.asyncProperty(
        failures,
        fc.integer({ min: 1, max: 8 }),
        fc.infiniteStream(fc.nat({ max: 9 })),
        async (failing, workers, turns) => {
          const expected = await searched(failing, 1);
          const stream = turns[Symbol.iterator]();
          const found = await searched(failing, workers, () => stream.next().value ?? 0);
          assert.deepEqual(told(found), told(expected));
          assert.equal(found.failsAlways, expected.failsAlways);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('knows what fails on every schedule', async () => {
    const always = Object.fromEntries(Array.from({ length: 300 }, (_, number) => [number, 'a']));
    assert.ok((await searched(always, 3)).failsAlways);
    assert.ok(!(await searched({ ...always, 5: 'b' }, 3)).failsAlways);
    assert.ok(!(await searched({ 0: 'a' }, 3)).failsAlways);
  });

  it('ends at once when it is cancelled', async () => {
    const explorers = [new PretendingExplorer({}, () => 1)];
    let count = 0;
    const search: Search = new Search(new Blocks(1e6, { index: 1, count: 1 }), explorers, () => {
      if (++count === 10) search.cancel();
    });
    await search.run();
    assert.equal(search.schedules, 10);
  });
});
