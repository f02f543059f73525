// A run is a function of program, input, seed and schedule: the schedule that a run records
// replays to the identical trace, and running again without it gives the same trace too.

import assert from 'node:assert/strict';

import type { RuntimePool } from '../../src/session/runtimePool.ts';
import { exampleCatalogue, examplesFolder } from '../support/programs/exampleCatalogue.ts';
import {
  assertReplays,
  newPool,
  runProgram,
  type ProgramOptions,
} from '../support/programs/runProgram.ts';
import { testProgram, testPrograms } from '../support/programs/testPrograms.ts';

const STRATEGIES = ['roundRobin', 'random'] as const;

/** Small programs with many decisions, one for each kind of object. */
const THOROUGH = [
  'barrier_wait',
  'condition_shared_lock',
  'lock_counter',
  'pool_results',
  'program_fizz_buzz',
  'queue_bounded',
  'time_busy_wait',
];
const SEEDS = Array.from({ length: 20 }, (_, index) => index * 7919 + 1);

describe('determinism', () => {
  let pool: RuntimePool;
  before(() => (pool = newPool()));
  after(() => pool.dispose());

  for (const strategy of STRATEGIES) {
    for (const program of testPrograms('ok')) {
      const { name, path: script, args, stdin } = program;
      it(`${name} replays (${strategy})`, async () => {
        await replays(pool, { script, args, stdin, strategy, seed: 1 });
      });
    }
    for (const { file } of exampleCatalogue) {
      it(`${file} replays (${strategy})`, async () => {
        await replays(pool, { script: `${examplesFolder}/${file}`, strategy, seed: 2 });
      });
    }
    for (const name of THOROUGH) {
      it(`${name} replays from 20 seeds (${strategy})`, async () => {
        const { path: script, args, stdin } = testProgram('ok', name);
        for (const seed of SEEDS) await replays(pool, { script, args, stdin, strategy, seed });
      });
    }
  }

  it('gives the same trace for the same seed, and others for other seeds', async () => {
    const { path: script } = testProgram('ok', 'output_any_order');
    const schedules = new Set<string>();
    for (const seed of [1, 1, 2, 3, 4]) {
      const { schedule } = await runProgram(pool, { script, strategy: 'random', seed });
      assert.ok(schedule !== undefined);
      schedules.add(schedule);
    }
    assert.equal(schedules.size, 4);
  });
});

async function replays(pool: RuntimePool, options: ProgramOptions): Promise<void> {
  const run = await runProgram(pool, options);
  await assertReplays(pool, run, options);
}
