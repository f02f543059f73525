// A run is a function of program, input, seed and schedule: the schedule that a run records
// replays to the identical trace, event for event.
//
// Every program and every example is replayed under each strategy; some, one for each kind of
// object, from 20 seeds. WEFT_SEEDS=20 does so with all of them. Workers serve run after run, so
// a run and its replay find interpreters with different pasts (see reset.test.ts).

import assert from 'node:assert/strict';

import { exampleCatalogue, examplesFolder } from '../support/programs/exampleCatalogue.ts';
import { inParallel } from '../support/programs/inParallel.ts';
import {
  assertReplays,
  newPool,
  runProgram,
  type ProgramOptions,
  type WorkerPool,
} from '../support/programs/runProgram.ts';
import { testProgram, testPrograms } from '../support/programs/testPrograms.ts';

const STRATEGIES = ['roundRobin', 'random'] as const;

/** Small programs with many decisions. */
const THOROUGH = new Set([
  'barrier_wait',
  'condition_shared_lock',
  'lock_counter',
  'pool_results',
  'program_fizz_buzz',
  'queue_bounded',
  'time_busy_wait',
]);
/** Round robin draws nothing from the seed; what the program itself draws does. */
const MANY_SEEDS = { roundRobin: 4, random: 20 };
const FEW_SEEDS = Number(process.env.WEFT_SEEDS ?? 1);

interface Subject {
  readonly name: string;
  readonly options: ProgramOptions;
}

const subjects: readonly Subject[] = [
  ...testPrograms('ok').map(({ name, path, args, stdin }) => ({
    name,
    options: { script: path, args, stdin },
  })),
  ...exampleCatalogue.map(({ file }) => ({
    name: file,
    options: { script: `${examplesFolder}/${file}` },
  })),
];

describe('determinism', () => {
  let pool: WorkerPool;
  before(() => (pool = newPool()));
  after(() => pool.dispose());

  for (const strategy of STRATEGIES) {
    for (const { name, options } of subjects) {
      const seeds = seedsOf(name, strategy);
      it(`${name} replays (${strategy}, seeds: ${seeds.length})`, async function () {
        this.timeout(60_000 + 5_000 * seeds.length);
        const schedule = inParallel(2);
        const replay = (seed: number) => replays(pool, { ...options, strategy, seed });
        await Promise.all(seeds.map((seed) => schedule(() => replay(seed))));
      });
    }
  }

  it('gives the same schedule for the same seed, and others for other seeds', async () => {
    const { path: script } = testProgram('ok', 'output_any_order');
    const schedules = new Map<number, string>();
    for (const seed of [1, 1, 2, 3, 4]) {
      const { schedule } = await runProgram(pool, { script, strategy: 'random', seed });
      assert.ok(schedule !== undefined);
      assert.equal(schedules.get(seed) ?? schedule, schedule);
      schedules.set(seed, schedule);
    }
    assert.equal(new Set(schedules.values()).size, 4);
  });
});

/** Different for each program, the same in each run of the tests. */
function seedsOf(name: string, strategy: (typeof STRATEGIES)[number]): number[] {
  const count = Math.max(FEW_SEEDS, THOROUGH.has(name) ? MANY_SEEDS[strategy] : 1);
  let first = 7;
  for (const letter of name) first = (first * 31 + letter.charCodeAt(0)) % 100_003;
  return Array.from({ length: count }, (_, index) => first + index);
}

async function replays(pool: WorkerPool, options: ProgramOptions): Promise<void> {
  const run = await runProgram(pool, options);
  await assertReplays(pool, run, options);
}
