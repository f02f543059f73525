// Hostile and hopeless programs: each comes to a clear end, the host stays alive and responsive,
// nothing of the host is reachable, and the next run works.

import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';

import { assertExpected } from '../support/programs/expectation.ts';
import {
  finishProgram,
  newFreshPool,
  newPool,
  openProgram,
  runProgram,
  type ProgramRun,
  type WorkerPool,
} from '../support/programs/runProgram.ts';
import { testProgram, testPrograms, type TestProgram } from '../support/programs/testPrograms.ts';

const STOP_MILLISECONDS = 1_000;
/** How long the host's own thread may be busy at a stretch: a frozen window is felt above this. */
const BUSY_MILLISECONDS = 700;

const healthy = testProgram('ok', 'lock_counter');

/** What hostile programs leave behind must not reach the next run on the same worker. */
const POOLS = { fails: newFreshPool, hostile: newPool };

for (const folder of ['fails', 'hostile'] as const) {
  describe(`programs that must not get through: ${folder}`, () => {
    let pool: WorkerPool;
    before(() => (pool = POOLS[folder]()));
    after(() => pool.dispose());

    for (const program of testPrograms(folder)) {
      it(`${program.name}: ${program.expect}`, async () => {
        const delay = monitorEventLoopDelay({ resolution: 20 });
        delay.enable();
        const run = await runHostile(pool, program);
        delay.disable();
        assertExpected(program.expect, run);
        const busy = delay.max / 1e6;
        assert.ok(busy < BUSY_MILLISECONDS, `the host was busy for ${Math.round(busy)} ms`);
        const next = await runProgram(pool, { script: healthy.path });
        assert.equal(next.stdout, '4000\n', next.stderr + next.message);
      });
    }
  });
}

async function runHostile(pool: WorkerPool, program: TestProgram): Promise<ProgramRun> {
  if (program.expect !== 'stopped') return runProgram(pool, { script: program.path });
  const session = await openProgram(pool, { script: program.path });
  try {
    const isRunning = new Promise<void>((resolve) => session.onState(() => resolve()));
    const end = finishProgram(session);
    await isRunning;
    const start = performance.now();
    session.stop();
    const run = await end;
    const time = performance.now() - start;
    assert.ok(time < STOP_MILLISECONDS, `it took ${Math.round(time)} ms to stop`);
    return run;
  } finally {
    session.dispose();
  }
}
