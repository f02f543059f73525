// Generated programs give the same under python3 and under Weft, whatever the strategy. WEFT_FUZZ is
// how many; a failure prints the seed and the path that bring its smallest program again. Of programs
// that depend on the schedule, a search finds every result that python3 ever has.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';

import { exploreScript } from '../support/programs/exploreProgram.ts';
import { nativeRunner } from '../support/programs/nativePython.ts';
import { newPool, runProgram, type WorkerPool } from '../support/programs/runProgram.ts';
import { racyPrograms } from '../support/programs/racyPrograms.ts';
import { threadPrograms } from '../support/programs/threadPrograms.ts';

const PROGRAMS = Number(process.env.WEFT_FUZZ ?? 12);
/** The same programs each time, unless there are to be many. */
const SEED = process.env.WEFT_FUZZ === undefined ? 20_260_101 : undefined;
/** Of a program whose result depends on the schedule. */
const NATIVE_RUNS = '60';
/** Each is executed under hundreds of schedules. */
const RACY_PROGRAMS = Math.ceil(PROGRAMS / 3);

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

  it(`have no result that a search does not find (${RACY_PROGRAMS})`, async function () {
    this.timeout(60_000 + 10_000 * RACY_PROGRAMS);
    const script = join(folder, 'racy.py');
    let differing = 0;
    await fc.assert(
      fc.asyncProperty(racyPrograms, async (source) => {
        writeFileSync(script, source);
        const { stdout, stderr } = await native({ script, args: [NATIVE_RUNS] });
        const seen = stdout.trimEnd().split('\n');
        assert.notEqual(stdout, '', stderr);
        const search = { kind: 'reduction', prefix: [] } as const;
        const { failures, verdict } = await exploreScript(pool, script, { search });
        assert.equal(verdict.kind, 'verified', source);
        const found = new Set(failures.map(({ message }) => message));
        const missed = seen.filter((result) => !found.has(`AssertionError: ${result}`));
        assert.deepEqual(missed, [], `found: ${[...found].join('; ')}\n${source}`);
        if (seen.length > 1) differing++;
      }),
      { numRuns: RACY_PROGRAMS, ...(SEED !== undefined && { seed: SEED }) },
    );
    assert.ok(differing > 0, 'no program had a second result under python3');
  });
});
