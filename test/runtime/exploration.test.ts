// Searches for failing schedules on real workers.

import assert from 'node:assert/strict';

import { explore, newExploration } from '../support/exploration/explore.ts';
import { BANK, TEST_BANK, TWO_LOCKS } from '../support/exploration/programs.ts';
import { newPool, type WorkerPool } from '../support/programs/runProgram.ts';
import { scriptFolder, type ScriptFolder } from '../support/programs/scriptFolder.ts';

describe('an exploration', () => {
  let pool: WorkerPool;
  let files: ScriptFolder;
  before(() => {
    pool = newPool();
    files = scriptFolder({
      'dead.py': TWO_LOCKS,
      'test_bank.py': TEST_BANK,
      'bank.py': BANK,
      'once.py': 'print(1)\n',
      'breaks.py': 'import threading\nthreading.Thread(target=lambda: 1 / 0).start()\n',
      'syntax.py': 'def (\n',
    });
  });
  after(() => {
    pool.dispose();
    files.dispose();
  });

  it('gives the same result for the same seed, whatever the number of workers', async () => {
    const found = async (workers: number) => {
      const { result } = await explore(pool, files.path('dead.py'), { workers, seed: 5 });
      return { verdict: result.verdict, failures: result.failures };
    };
    const [alone, together] = [await found(1), await found(3)];
    assert.deepEqual(alone.verdict, { kind: 'failed', isAlways: false });
    assert.deepEqual(together, alone);
  });

  it('tells a failure of a test as its exception, and keeps the run', async () => {
    const test = 'TestBank.test_two_deposits';
    const { result, runs } = await explore(pool, files.path('test_bank.py'), { test });
    const [failure] = result.failures;
    assert.equal(failure?.title, 'AssertionError: 1 != 2');
    assert.equal(failure.place?.line, 13);
    assert.match(failure.explanation, /^Traceback[^]*in test_two_deposits\n[^]*1 != 2$/);
    assert.doesNotMatch(failure.explanation, /<weft|unittest\/case/);
    assert.equal(runs[0]?.trace.length, failure.steps);
  });

  it('runs once what has one thread', async () => {
    const { result } = await explore(pool, files.path('once.py'));
    assert.deepEqual(result.verdict, { kind: 'verified' });
    assert.equal(result.schedules, 1);
  });

  it('says of what fails always that the schedule is not the reason', async () => {
    for (const [file, title] of [
      ['breaks.py', 'Thread-1 (<lambda>) fails: ZeroDivisionError: division by zero'],
      ['syntax.py', 'SyntaxError: invalid syntax (syntax.py, line 1)'],
    ] as const) {
      const { result } = await explore(pool, files.path(file), { schedules: 50 });
      assert.deepEqual(result.verdict, { kind: 'failed', isAlways: true });
      assert.equal(result.failures[0]?.title, title);
      assert.ok(result.schedules <= 16, `${result.schedules} schedules`);
    }
  });

  it('tells how far it is, and ends when it is cancelled', async () => {
    const exploration = await newExploration(pool, files.path('dead.py'), { schedules: 1e6 });
    const seen: number[] = [];
    exploration.onProgress(({ schedules }) => {
      seen.push(schedules);
      if (schedules === 5) exploration.cancel();
    });
    const { result } = await exploration.run();
    exploration.dispose();
    assert.deepEqual(seen, [1, 2, 3, 4, 5]);
    assert.deepEqual(result.verdict, { kind: 'notProved', ended: 'cancelled' });
  });
});
