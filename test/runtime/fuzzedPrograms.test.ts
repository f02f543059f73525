// Generated programs give the same under python3 and under Weft, whatever the strategy. WEFT_FUZZ is
// how many; a failure prints the seed and the path that bring its smallest program again.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';

import { nativeRunner } from '../support/programs/nativePython.ts';
import { newPool, runProgram, type WorkerPool } from '../support/programs/runProgram.ts';
import { threadPrograms } from '../support/programs/threadPrograms.ts';

const PROGRAMS = Number(process.env.WEFT_FUZZ ?? 12);
/** The same programs each time, unless there are to be many. */
const SEED = process.env.WEFT_FUZZ === undefined ? 20_260_101 : undefined;

describe('generated programs under python3 and under Weft', () => {
  const native = nativeRunner(1);
  let pool: WorkerPool;
  let folder: string;
  before(() => {
    pool = newPool();
    folder = mkdtempSync(join(tmpdir(), 'weft-fuzz-'));
  });
  after(() => {
    pool.dispose();
    rmSync(folder, { recursive: true });
  });

  it(`print and return the same (${PROGRAMS})`, async function () {
    this.timeout(60_000 + 5_000 * PROGRAMS);
    const script = join(folder, 'program.py');
    await fc.assert(
      fc.asyncProperty(threadPrograms, fc.nat({ max: 2 ** 31 - 1 }), async (source, seed) => {
        writeFileSync(script, source);
        const { stdout, stderr, exitCode } = await native({ script });
        for (const strategy of ['roundRobin', 'random'] as const) {
          const run = await runProgram(pool, { script, strategy, seed });
          const seen = { stdout: run.stdout, stderr: run.stderr, exitCode: run.exitCode };
          assert.deepEqual(seen, { stdout, stderr, exitCode }, `${strategy}\n${source}`);
        }
      }),
      { numRuns: PROGRAMS, ...(SEED !== undefined && { seed: SEED }) },
    );
  });
});
