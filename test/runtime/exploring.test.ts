import assert from 'node:assert/strict';
import { exploredPrograms, exploreScript } from '../support/programs/exploreProgram.ts';
import type { WorkerPool } from '../support/programs/runProgram.ts';
import { newPool, runProgram } from '../support/programs/runProgram.ts';

describe('exploring a script', () => {
  let pool: WorkerPool;
  before(() => (pool = newPool()));
  after(() => pool.dispose());

  for (const program of exploredPrograms()) {
    it(`executes each trace of ${program.name} once`, async () => {
      const { path, traces, failing } = program;
      const search = { kind: 'reduction', prefix: [] } as const;
      const found = await exploreScript(pool, path, { search });
      assert.deepEqual(found.verdict, { kind: 'verified' });
      assert.equal(found.progress.traces, traces);
      assert.equal(found.progress.executions - found.progress.redundant, traces);
      assert.equal(found.progress.failing, failing);
      const said = found.failures.map(({ kind, message }) =>
        kind === 'deadlock' ? kind : `${kind} ${message}`,
      );
      assert.deepEqual(said, program.failure === undefined ? [] : [program.failure]);
      for (const { kind, schedule } of found.failures) await assertFails(path, kind, schedule);
    });
  }

  async function assertFails(script: string, kind: string, schedule: string): Promise<void> {
    const run = await runProgram(pool, { script, schedule });
    assert.equal(run.schedule, schedule);
    if (kind === 'deadlock') {
      assert.equal(run.outcome.kind, 'deadlocked');
      assert.notDeepEqual(run.findings, []);
    } else {
      assert([...run.trace.events()].some((event) => event.kind === 'exception'));
    }
  }
});
