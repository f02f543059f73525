// The classic trap of debuggers for threads: a watch or a condition takes a lock that a stopped
// thread holds, and the program hangs. Here it can't, and the run does not even notice.

import assert from 'node:assert/strict';
import { join } from 'node:path';

import { environmentOf } from '../../src/cli/dap.ts';
import { firstDifference } from '../../src/session/savedRun.ts';
import { Stepper } from '../support/adapter/stepper.ts';
import { examplesFolder } from '../support/programs/exampleCatalogue.ts';
import { newPool, runProgram, type WorkerPool } from '../support/programs/runProgram.ts';

describe('stepping through threading_lock', () => {
  const script = join(examplesFolder, 'threading_lock.py');
  let pool: WorkerPool;

  before(() => {
    pool = newPool();
  });

  after(() => pool.dispose());

  it('with watches and conditions that take locks is the same run as without', async () => {
    const free = await runProgram(pool, { script });
    const stepper = new Stepper(environmentOf(pool.take));
    const { session, stops, seen } = await stepper.through({
      script,
      watches: ['counter.increment()', 'len(threading.enumerate())'],
      // While a worker has the counter's lock.
      breakpoints: [{ line: 17, condition: 'len(threading.enumerate()) > 2' }],
    });
    assert.deepEqual(session.end?.outcome, { kind: 'exited', exitCode: 0 });
    assert.equal(firstDifference(free.trace, session.trace), undefined);
    assert.ok(stops > 50, `only ${stops} stops`);
    assert.ok([...seen].some((text) => /counter\.increment\(\): .*would wait/.test(text)));
    stepper.adapter.dispose();
  });
});
