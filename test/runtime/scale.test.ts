// Programs that are larger than any that somebody debugs, as far as they take no more than seconds;
// `npm run bench -- scale` has the rest.

import assert from 'node:assert/strict';

import { newPool, runProgram, type WorkerPool } from '../support/programs/runProgram.ts';

const programs = new URL('../bench/programs/scale/', import.meta.url);

describe('at scale', () => {
  let pool: WorkerPool;
  before(() => (pool = newPool()));
  after(() => pool.dispose());

  for (const [what, program, size] of [
    ['1,000 threads alive at once', 'threads.py', 1_000],
    ['2,000 locks that are each taken twice', 'locks.py', 2_000],
    ['100 threads that each are 1,000 calls deep', 'recursion.py', 1_000],
    ['50,000 operations on one lock', 'operations.py', 50_000],
    ['10,000 timers', 'sleeps.py', 10_000],
  ] as const) {
    it(`runs ${what} to the end`, async () => {
      const script = new URL(program, programs).pathname;
      const { outcome, stderr } = await runProgram(pool, { script, args: [String(size)] });
      assert.equal(stderr, '');
      assert.deepEqual(outcome, { kind: 'exited', exitCode: 0 });
    });
  }

  it('says which limit a program with too many threads has reached', async () => {
    const script = new URL('threads.py', programs).pathname;
    const limits = { threads: 100 };
    const run = await runProgram(pool, { script, args: ['200'], limits });
    assert.equal(run.exitCode, 1);
    assert.match(run.stderr, /RuntimeError: can't start new thread\n$/);
    const notices = [...run.trace.events()].flatMap((event) =>
      event.kind === 'notice' ? event.text : [],
    );
    assert.match(notices.join(), /"weft\.threadLimit"/);
  });
});
