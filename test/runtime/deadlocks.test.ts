// Programs that hang under python3 are found out under Weft, with an explanation that names the
// culprits: when nobody can run any more they end, and if others go on it is said meanwhile.

import assert from 'node:assert/strict';

import type { FindingView } from '../../src/core/protocol/panel.ts';
import { EXIT_DEADLOCK } from '../../src/session/exitCode.ts';
import {
  assertReplays,
  finishProgram,
  newPool,
  openProgram,
  type ProgramOptions,
  type ProgramRun,
  type WorkerPool,
} from '../support/programs/runProgram.ts';
import { assertSays } from '../support/programs/assertSays.ts';
import { firstFindings } from '../support/programs/everyStep.ts';
import { testPrograms, type TestProgram } from '../support/programs/testPrograms.ts';

const STALL = 'stall, then exit 0';
const STOPPED_WHEN_FOUND = 'hang while others go on';

describe('deadlocks', () => {
  let pool: WorkerPool;
  before(() => (pool = newPool()));
  after(() => pool.dispose());

  for (const program of testPrograms('deadlock')) {
    const { name, kinds, expect } = program;

    it(`${name}: ${kinds.join(', ')}`, async () => {
      const run = await runToFinding(pool, program, {});
      assertOutcome(program, run);
      const actual = actualFindings(program, run);
      const seen = actual.map(textOf).join('\n\n');
      assert.deepEqual(
        actual.map(({ kind }) => kind),
        kinds,
        seen,
      );
      assert.equal(actual[0]?.certainty, program.certainty, seen);
      assertSays(program.says, actual);
      for (const finding of actual) assertWhole(finding);
    });

    it(`${name}: is reached by random schedules too${expect === 'deadlock' ? ', and replays' : ''}`, async () => {
      const options = { strategy: 'random', seed: 7 } as const;
      const run = await runToFinding(pool, program, options);
      assertOutcome(program, run);
      assert.ok(actualFindings(program, run).some(({ kind }) => kinds.includes(kind)));
      // A run that was stopped from outside has no end that a replay could come to.
      if (expect === STOPPED_WHEN_FOUND) return;
      await assertReplays(pool, run, { ...optionsOf(program), ...options });
    });
  }
});

/** Runs to the end, or until something is found if the program has none. */
async function runToFinding(
  pool: WorkerPool,
  program: TestProgram,
  options: Partial<ProgramOptions>,
): Promise<ProgramRun> {
  const session = await openProgram(pool, { ...optionsOf(program), ...options });
  try {
    session.onFindings((findings) => {
      const isFound = findings.some(({ certainty }) => certainty === program.certainty);
      if (isFound && program.expect === STOPPED_WHEN_FOUND) session.stop();
    });
    return await finishProgram(session);
  } finally {
    session.dispose();
  }
}

function optionsOf({ path, steps }: TestProgram): ProgramOptions {
  return { script: path, ...(steps !== undefined && { limits: { steps } }) };
}

function assertOutcome({ expect }: TestProgram, run: ProgramRun): void {
  const { outcome, exitCode, stdout, stderr, message } = run;
  const seen = `${message}\n${stdout}\n${stderr}`;
  assert.ok(!stdout.includes('never'), seen);
  switch (expect) {
    case 'deadlock':
      assert.equal(outcome.kind, 'deadlocked', seen);
      return assert.equal(exitCode, EXIT_DEADLOCK);
    case STALL:
    case 'hang, then exit 0':
      return assert.deepEqual(outcome, { kind: 'exited', exitCode: 0 }, seen);
    case STOPPED_WHEN_FOUND:
      return assert.equal(outcome.kind, 'stopped', seen);
    case 'livelock':
      return assert.equal(outcome.kind, 'limit', seen);
    default:
      assert.fail(`unknown expectation: ${expect}`);
  }
}

/** What did happen; of a stall, what was so while it lasted. */
function actualFindings({ expect }: TestProgram, run: ProgramRun): readonly FindingView[] {
  const actual = run.findings.filter(({ certainty }) => certainty !== 'predicted');
  if (expect !== STALL) return actual;
  assert.deepEqual(actual, [], 'nothing is left of a stall');
  return firstFindings(run, () => true);
}

/** What every explanation must have. */
function assertWhole(finding: FindingView): void {
  const { sentences, cure, sites, threads, explanation } = finding;
  const seen = textOf(finding);
  assert.ok(threads.length > 0 && sites.length > 0, seen);
  for (const { stack } of sites) assert.ok(stack.length > 0, seen);
  for (const sentence of sentences) assert.match(sentence, /^\S.*\.$/, seen);
  assert.match(cure, /^To fix it, .*\.$/, seen);
  for (const part of [...sentences, cure]) assert.ok(explanation.includes(part), seen);
  assert.doesNotMatch(explanation, /undefined|\[object| {2}/);
}

function textOf({ kind, certainty, title, sentences, cure }: FindingView): string {
  return [`${kind} (${certainty})`, title, ...sentences, cure].join('\n');
}
