// Each example does what its catalogue entry says, and does the same under python3.

import assert from 'node:assert/strict';
import { join } from 'node:path';

import { comparable, sortedLines } from '../support/programs/comparable.ts';
import {
  exampleCatalogue,
  examplesFolder,
  type ExampleEntry,
} from '../support/programs/exampleCatalogue.ts';
import { nativeRunner, type NativeRun } from '../support/programs/nativePython.ts';
import {
  newPool,
  runProgram,
  type ProgramRun,
  type WorkerPool,
} from '../support/programs/runProgram.ts';

/** Virtual seconds that a reader watches at normal speed. */
const SHORTEST = 0.9;
const LONGEST = 15;
/** Real seconds until a deadlock under python3 is taken for one; the longest example needs 4.5. */
const PATIENCE = 9;

describe('the examples', () => {
  const native = new Map<ExampleEntry, Promise<NativeRun>>();
  let pool: WorkerPool;

  before(() => {
    pool = newPool();
    // They sleep most of the time: many at once disturb nobody.
    const run = nativeRunner(12);
    for (const entry of exampleCatalogue) {
      const isLineBuffered = entry.expect.outcome === 'deadlocks';
      native.set(entry, run({ script: scriptOf(entry), timeout: PATIENCE, isLineBuffered }));
    }
  });
  after(async () => {
    pool.dispose();
    await Promise.allSettled(native.values());
  });

  for (const entry of exampleCatalogue) {
    const { outcome, outputIncludes, findingIncludes = [], exitCode } = entry.expect;

    describe(entry.file, () => {
      let run: ProgramRun;
      before(async () => {
        run = await runProgram(pool, { script: scriptOf(entry) });
      });

      it(`${outcome} as the catalogue says`, () => {
        const output = run.stdout + run.stderr;
        for (const words of outputIncludes) assert.ok(output.includes(words), output);
        assert.equal(run.outcome.kind, outcome === 'exits' ? 'exited' : 'deadlocked', run.message);
        if (exitCode !== undefined) assert.equal(run.exitCode, exitCode);
        const findings = run.findings.map((finding) => finding.explanation).join('\n');
        for (const words of findingIncludes) assert.ok(findings.includes(words), findings);
        if (outcome === 'deadlocks') assert.ok(!output.includes('never'));
      });

      it('prints the same under python3', async () => {
        const python = await native.get(entry);
        assert.equal(python?.isCutOff, outcome === 'deadlocks');
        assert.deepEqual(linesOf(run), linesOf(python));
        if (outcome === 'exits') assert.equal(run.exitCode, python.exitCode);
      });

      it('takes as long as one likes to watch', () => {
        const seconds = ([...run.trace.events()].at(-1)?.time ?? 0) / 1e9;
        assert.ok(seconds >= SHORTEST && seconds <= LONGEST, `${seconds} s`);
      });
    });
  }
});

/** Threads that do something at the same moment may print in any order. */
function linesOf({ stdout, stderr }: Pick<NativeRun, 'stdout' | 'stderr'>) {
  return { stdout: sortedLines(comparable(stdout)), stderr: sortedLines(comparable(stderr)) };
}

function scriptOf({ file }: ExampleEntry): string {
  return join(examplesFolder, file);
}
