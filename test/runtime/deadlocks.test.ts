// Programs that hang under python3 end under Weft, with an explanation that names the culprits.

import assert from 'node:assert/strict';

import { EXIT_DEADLOCK } from '../../src/session/exitCode.ts';
import {
  assertReplays,
  newPool,
  runProgram,
  type WorkerPool,
} from '../support/programs/runProgram.ts';
import { testPrograms } from '../support/programs/testPrograms.ts';

describe('deadlocks', () => {
  let pool: WorkerPool;
  before(() => (pool = newPool()));
  after(() => pool.dispose());

  for (const { name, path, expect, explained } of testPrograms('deadlock')) {
    it(`${name}: explains ${explained.join(', ')}`, async () => {
      assert.equal(expect, 'deadlock');
      const run = await runProgram(pool, { script: path });
      assert.deepEqual(run.outcome, { kind: 'deadlocked' }, run.message + run.stderr);
      assert.equal(run.exitCode, EXIT_DEADLOCK);
      assert.ok(!run.stdout.includes('never'));
      const explanation = run.findings.map((finding) => finding.explanation).join('\n');
      for (const word of explained) assert.ok(explanation.includes(word), explanation);
    });

    it(`${name}: is reached by random schedules too, and replays`, async () => {
      const options = { script: path, strategy: 'random', seed: 7 } as const;
      const run = await runProgram(pool, options);
      assert.equal(run.outcome.kind, 'deadlocked', run.message);
      await assertReplays(pool, run, options);
    });
  }
});
